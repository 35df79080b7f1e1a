import type { CiSite } from './ci.ts';

/** `text` as one word of a shell's command line. */
export function word(text: string): string {
  return /^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A path below the site's folder as seen from the repository's. */
export function fromRepository({ folder }: CiSite, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** The command line that has Feedmill do `command` from the repository's folder. */
export function inRepository(site: CiSite, command: string): string {
  const root = site.folder === '' ? '' : ` --root ${word(site.folder)}`;
  const config = site.config === undefined ? '' : ` --config ${word(fromRepository(site, site.config))}`;
  return `${site.program.repository} ${command}${root}${config}`;
}
