import { feedHeaders, location, urlPath, type HostingSite, type Redirect } from './host.ts';
import type { Rule } from './rules.ts';

const mark = '# Written by Feedmill: what is changed here is written anew by the next build.\n';

/** Writes `_headers`: a path, then its headers, indented. */
export function headersFile(rules: readonly Rule[]): string {
  const blocks = rules.map(({ path, mediaType }) => {
    const headers = feedHeaders(mediaType).map(([name, value]) => `  ${name}: ${value}\n`);
    return `\n${path.map(literal).join('*')}\n${headers.join('')}`;
  });
  return mark + blocks.join('');
}

/** Writes `_redirects`: one line per redirect. */
export function redirectsFile(site: HostingSite, status: string): string {
  return mark + site.redirects.map((one) => `${redirectLine(one, site, status)}\n`).join('');
}

/** Returns a line with source, target and `status`. Both URLs are percent-encoded, so they contain no white space. */
export function redirectLine({ from, to }: Redirect, { url }: HostingSite, status: string): string {
  return `${urlPath(from)} ${location(to, url)} ${status}`;
}

/** Encodes wildcards and placeholders: such a rule may match nothing, but never too much. */
function literal(path: string): string {
  return path.replaceAll('*', '%2A').replaceAll(':', '%3A');
}
