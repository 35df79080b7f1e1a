import {
  cannotRedirect,
  feedHeaders,
  plainPath,
  sharing,
  urlPath,
  type Host,
  type HostingSite,
  type ServedFeed,
} from './host.ts';

const label = 'Apache';

/**
 * `.htaccess` in the folder of the site. `Files` compares names without folders, so one section covers the feeds of all topics.
 * `ForceType` is core and includes the charset; directives of other modules are in `IfModule`, because an unknown directive makes every
 * page an error 500. `Redirect` would also redirect everything below the old URL, hence `RedirectMatch`, which compares the decoded path
 * and encodes the target itself. (Apache HTTP Server 2.4: core, Files, If, ForceType; Expressions; mod_alias, RedirectMatch;
 * mod_headers.)
 */
export const apache: Host = {
  name: 'apache',
  label,
  files: (site) => ({
    files: [{ path: '.htaccess', text: htaccess(site) }],
    problems: site.redirects.filter(({ to }) => !isWritable(to)).map((one) => cannotRedirect(label, one)),
  }),
};

function htaccess({ feeds, redirects }: HostingSite): string {
  const byName = new Map<string, ServedFeed[]>();
  for (const feed of feeds) {
    const name = plainPath(feed.url).replace(/^.*\//s, '');
    byName.set(name, [...(byName.get(name) ?? []), feed]);
  }
  const sections = [...byName].flatMap(([name, same]) => {
    const [first] = same;
    if (first && same.every(({ mediaType }) => mediaType === first.mediaType))
      return [section('Files', quoted(name.replaceAll(/[\\*?[\]]/g, String.raw`\$&`)), first.mediaType)];
    // Feeds of several formats with the same name: each by its whole path.
    return same.map(({ url, mediaType }) => {
      const path = plainPath(url).replaceAll(/[\\'%$]/g, String.raw`\$&`);
      return section('If', quoted(`%{REQUEST_URI} == '${path}'`), mediaType);
    });
  });
  const moved = redirects
    .filter(({ to }) => isWritable(to))
    .map(
      ({ from, to }) =>
        `  RedirectMatch 301 ${quoted(`^${pattern(plainPath(from))}$`)} ${quoted(target(to))}\n`,
    );
  return `# Written by Feedmill: what is changed here is written anew by the next build.
${sections.join('')}${moved.length > 0 ? `\n<IfModule mod_alias.c>\n${moved.join('')}</IfModule>\n` : ''}`;
}

function section(kind: 'Files' | 'If', argument: string, mediaType: string): string {
  const [[, type] = ['', '']] = feedHeaders(mediaType);
  const headers = sharing.map(([name, value]) => `    Header set ${name} "${value}"\n`);
  return `
<${kind} ${argument}>
  ForceType "${type}"
  <IfModule mod_headers.c>
${headers.join('')}  </IfModule>
</${kind}>
`;
}

/** Returns a regular expression that matches exactly this path. */
function pattern(path: string): string {
  return path.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** Returns an absolute URL with its path decoded, since Apache encodes it. It escapes `$` and `&`, which mean the matched text. */
function target(to: string): string {
  const { origin, search, hash } = new URL(to);
  return `${origin}${plainPath(to)}${search}${hash}`.replaceAll(/[\\$&]/g, String.raw`\$&`);
}

/** Whether Apache keeps the path unchanged: an encoded `/`, `?` or `#` in a name would become a separator. */
function isWritable(to: string): boolean {
  return !/%(?:2F|3F|23)/i.test(urlPath(to));
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', String.raw`\"`)}"`;
}
