import { plainPath, sharing, type Host, type HostingSite } from './host.ts';

const file = 'feedmill.nginx.conf';

/**
 * A snippet for the `server` block of nginx. A location with `=` is compared with the decoded path. The charset comes from the charset
 * module, so that it occurs once even if the server also sets it, and so that `gzip_types` still recognizes the media type. `return`
 * replaces variables, and a path there would get the scheme of the inner server behind a proxy. (nginx: ngx_http_core_module, location,
 * types; ngx_http_charset_module; ngx_http_headers_module; ngx_http_rewrite_module, return.)
 */
export const nginx: Host = {
  name: 'nginx',
  label: 'nginx',
  files: (site) => ({ files: [{ path: file, text: snippet(site) }], problems: [] }),
};

function snippet({ url, feeds, redirects }: HostingSite): string {
  const blocks = [
    ...feeds.map((feed) =>
      block(plainPath(feed.url), [
        'types { }',
        `default_type ${feed.mediaType};`,
        'charset utf-8;',
        `charset_types ${feed.mediaType};`,
        ...sharing.map(([name, value]) => `add_header ${name} ${quoted(value)};`),
      ]),
    ),
    ...redirects.map(({ from, to }) =>
      block(plainPath(from), [`return 301 ${quoted(to.replaceAll('$', '%24'))};`]),
    ),
    block(`${plainPath(url)}${file}`, ['return 404;']),
  ];
  return `# Written by Feedmill: what is changed here is written anew by the next build.
# Say in the server block, with the path of this file:  include ${file};
# nginx leaves out the server's own add_header where a location has some: these have CORS and caching only.
${blocks.join('')}`;
}

function block(path: string, directives: readonly string[]): string {
  return `\nlocation = ${quoted(path)} {\n${directives.map((one) => `    ${one}\n`).join('')}}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
