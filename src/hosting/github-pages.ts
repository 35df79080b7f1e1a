import { escape } from '../base/text.ts';
import {
  cannotRedirect,
  plainPath,
  type Host,
  type HostFile,
  type HostingSite,
  type Redirect,
} from './host.ts';

const label = 'GitHub Pages';

/**
 * GitHub Pages supports no headers and no redirects: it sends `Access-Control-Allow-Origin: *`, ten minutes of caching, and the media
 * type of the file extension. Feedmill can write an empty `.nojekyll`, without which names that begin with `_` or `.` are not served,
 * and files at the old URLs.
 *
 * No feed reader follows an HTML page with a redirect, so the old URL of a feed serves the feed itself: subscribers keep reading, and
 * its `self` link gives the new URL to readers that look for it. The old URL of a page serves a page that redirects browsers and search
 * engines. (GitHub Docs: About GitHub Pages, MIME types; static site generators.)
 */
export const githubPages: Host = {
  name: 'github-pages',
  label,
  files(site) {
    const moved = site.redirects.map((redirect) => ({ redirect, file: stand(redirect, site) }));
    return {
      files: [{ path: '.nojekyll', text: '' }, ...moved.flatMap(({ file }) => (file ? [file] : []))],
      problems: moved.flatMap(({ redirect, file }) => (file ? [] : [cannotRedirect(label, redirect)])),
    };
  },
};

/** Returns the file at an old URL; `undefined` if only a redirect would work. */
function stand({ from, to }: Redirect, { url, language, feeds }: HostingSite): HostFile | undefined {
  const below = plainPath(from).slice(plainPath(url).length);
  const name = below.replace(/^.*\//s, '');
  // A URL without an extension is a folder: GitHub Pages itself redirects from `/feed` to `/feed/`.
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
