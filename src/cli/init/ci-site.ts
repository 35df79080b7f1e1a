/** What a scheduler must know about a site. */
export interface CiSite {
  /** The site's folder below the folder of the repository, with `/`; empty if they are the same. */
  readonly folder: string;
  /** How to run Feedmill: in the repository's folder, and in the site's. */
  readonly program: { readonly repository: string; readonly site: string };
  /** The shell commands that install Feedmill, and the folder below the repository in which to run them. */
  readonly install: { readonly folder: string; readonly commands: readonly string[] };
  /** Below the site's folder: the config, if Feedmill does not find it by its name, and the output. */
  readonly config?: string;
  readonly output: string;
  /** Whether another generator writes the pages. */
  readonly hasGenerator: boolean;
  readonly hasHubs: boolean;
}
