/** A site as what builds it has to know it. */
export interface CiSite {
  /** The site's folder below that of the repository, with `/`; empty where it is the same. */
  readonly folder: string;
  /** How Feedmill is called from there: in the repository's folder, and in the site's. */
  readonly program: { readonly repository: string; readonly site: string };
  /** The folder below the repository in which `npm ci` installs it; absent where it is fetched as it is needed. */
  readonly install?: string;
  /** Below the site's folder: the config, where it has another name than is looked for, and the output. */
  readonly config?: string;
  readonly output: string;
  /** Whether another generator writes the pages. */
  readonly hasGenerator: boolean;
  readonly hasHubs: boolean;
}
