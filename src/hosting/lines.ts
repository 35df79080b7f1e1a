import { feedHeaders, location, urlPath, type HostingSite, type Redirect } from './host.ts';
import type { Rule } from './rules.ts';

const mark = '# Written by Feedmill: what is changed here is written anew by the next build.\n';

/** Returns `_headers` and, if the site has redirects, `_redirects`, each redirect with `status`. */
export function headersAndRedirects(site: HostingSite, rules: readonly Rule[], status: string) {
  return [
    { path: '_headers', text: headersFile(rules) },
    ...(site.redirects.length > 0 ? [{ path: '_redirects', text: redirectsFile(site, status) }] : []),
  ];
}

/** Writes `_headers`: a path, then its headers, indented. */
function headersFile(rules: readonly Rule[]): string {
  const blocks = rules.map(({ path, mediaType }) => {
    const headers = feedHeaders(mediaType).map(([name, value]) => `  ${name}: ${value}\n`);
    return `\n${path.map(literal).join('*')}\n${headers.join('')}`;
  });
  return mark + blocks.join('');
}

/** Writes `_redirects`: one line per redirect. */
function redirectsFile(site: HostingSite, status: string): string {
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
