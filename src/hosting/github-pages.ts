import { problem } from '../problems/problem.ts';
import { escape } from '../base/text.ts';
import { plainPath, type Host, type HostFile, type HostingSite, type Redirect } from './host.ts';

const label = 'GitHub Pages';

/**
 * GitHub Pages takes no headers and no redirects: it sends `Access-Control-Allow-Origin: *`, ten minutes of caching,
 * and the media type that belongs to the ending. What can be written is an empty `.nojekyll`, without which names that
 * begin with `_` or `.` are not served, and files at the old addresses.
 *
 * No feed reader follows a page that leads on, so the old address of a feed gets the feed itself: subscribers there
 * go on reading, and its `self` link tells readers that look the new address. The old address of a page gets a page
 * that leads browsers and search engines on. (GitHub Docs: About GitHub Pages, MIME types; static site generators.)
 */
export const githubPages: Host = {
  name: 'github-pages',
  label,
  files(site) {
    const moved = site.redirects.map((redirect) => ({ redirect, file: stand(redirect, site) }));
    return {
      files: [{ path: '.nojekyll', text: '' }, ...moved.flatMap(({ file }) => (file ? [file] : []))],
      problems: moved.flatMap(({ redirect: { from, to }, file }) =>
        file ? [] : [problem('host-cannot-redirect', {}, { host: label, from, to })],
      ),
    };
  },
};

/** What stands at an old address; nothing where only a redirect would do. */
function stand({ from, to }: Redirect, { url, language, feeds }: HostingSite): HostFile | undefined {
  const below = plainPath(from).slice(plainPath(url).length);
  const name = below.replace(/^.*\//s, '');
  // An address without an ending is a folder: GitHub Pages itself leads from `/feed` to `/feed/`.
  const path = name.includes('.') ? below : `${below.replace(/\/?$/, '/')}index.html`;
  const feed = feeds.find((one) => one.url === to);
  if (feed) return { path, copyOf: feed.path };
  return /\.html?$/.test(path) ? { path, text: leadingOn(to, language) } : undefined;
}

function leadingOn(to: string, language: string): string {
  const href = escape(to);
  return `<!doctype html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<title>${href}</title>
<link rel="canonical" href="${href}">
<meta http-equiv="refresh" content="0; url=${href}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
</head>
<body>
<p><a href="${href}">${href}</a></p>
</body>
</html>
`;
}
