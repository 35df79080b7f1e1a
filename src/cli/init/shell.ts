import type { CiSite } from './ci-site.ts';

/** Quotes `text` as one word of a shell command line. */
export function shellWord(text: string): string {
  return /^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Returns a path in the site's folder, relative to the root of the repository. */
export function fromRepository({ folder }: CiSite, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** Returns the command line that runs the Feedmill command `command` for the site, from the root of the repository. */
export function inRepository(site: CiSite, command: string): string {
  const config = site.config === undefined ? '' : ` --config ${shellWord(fromRepository(site, site.config))}`;
  return `${site.program.repository} ${command}${rootFlag(site)}${config}`;
}

/** Returns the command line that notifies hubs of the build with the report at `report`, from the root of the repository. */
export function notifying(site: CiSite, report: string): string {
  return `${site.program.repository} notify --report ${shellWord(report)}${rootFlag(site)}`;
}

function rootFlag({ folder }: CiSite): string {
  return folder === '' ? '' : ` --root ${shellWord(folder)}`;
}
