import type { CiSite } from './ci-site.ts';

/** `text` as one word of a shell's command line. */
export function shellWord(text: string): string {
  return /^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A path below the site's folder as seen from the repository's. */
export function fromRepository({ folder }: CiSite, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** The command line that has Feedmill do `command` from the repository's folder, by the site's config. */
export function inRepository(site: CiSite, command: string): string {
  const config = site.config === undefined ? '' : ` --config ${shellWord(fromRepository(site, site.config))}`;
  return `${site.program.repository} ${command}${rootFlag(site)}${config}`;
}

/** The command line that notifies the hubs of the build with the report at `report`, from the repository's folder. */
export function notifying(site: CiSite, report: string): string {
  return `${site.program.repository} notify --report ${shellWord(report)}${rootFlag(site)}`;
}

function rootFlag({ folder }: CiSite): string {
  return folder === '' ? '' : ` --root ${shellWord(folder)}`;
}
