/** Characters that `URL` accepts although RFC 3986 does not allow them there. */
const unsafe = /["<>\\^`{|}\u0000-\u0020\u007f-\u{10FFFF}]|%(?![0-9A-Fa-f]{2})/gu;

function encode(character: string): string {
  return character === '%' ? '%25' : encodeURIComponent(character);
}

/**
 * Resolves `href` against `base` to an absolute URL in canonical form: lower-case scheme and host, no default port, every character RFC
 * 3986 does not allow percent-encoded. `undefined` if it is not a URL.
 */
export function absoluteUrl(href: string, base?: string): string | undefined {
  const url = parseUrl(href, base);
  if (!url) return undefined;
  const { protocol } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return url.href.replace(unsafe, encode);
  // Square brackets are allowed only in an IPv6 host.
  const rest = `${url.pathname}${url.search}${url.hash}`.replace(unsafe, encode);
  // An empty query or fragment is in `href`, but not in `search` and `hash`.
  const head = url.href.slice(0, url.href.indexOf('/', protocol.length + 2));
  return head + rest.replaceAll('[', '%5B').replaceAll(']', '%5D');
}

/** Returns a parsed URL; `undefined` if it is not one. */
export function parseUrl(href: string, base?: string): URL | undefined {
  try {
    return new URL(href, base);
  } catch {
    return undefined;
  }
}

/** Whether `url` is an absolute http or https URL. */
export function isWebUrl(url: string): boolean {
  return /^https?:\/\/[^/]/i.test(url) && parseUrl(url) !== undefined;
}

/** Returns `text` percent-decoded; `undefined` if it cannot be decoded. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Matches paths that need no encoding in a URL. */
const ordinary = /^[\w/.!~*'()@:;,+=$-]*$/;

/** Returns a path with `/` as the path of a URL: in NFC, each segment percent-encoded. */
export function encodePath(path: string): string {
  return ordinary.test(path) ? path : path.normalize('NFC').split('/').map(encodeSegment).join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(
    /%(?:3A|40|2C|3B|2B|3D|24)/g,
    decodeURIComponent,
  );
}

/** Returns the link that a page uses for an absolute URL. */
export type Href = (to: string) => string;

/**
 * Returns the references of the page at `from` (absolute): relative to URLs below `site` (ends with `/`), so that the pages work from
 * any host and path and from disk; absolute to everything else. `/404.html` is shown at any URL, so its references begin at the host's
 * root.
 */
export function hrefs(from: string, site: string): Href {
  if (!from.startsWith(site)) return (to) => to;
  const root = site.indexOf('/', site.indexOf('//') + 2);
  // Hosts show this page at every URL that does not exist.
  if (from === `${site}404.html`)
    return (to) => (to.startsWith(site) && to[site.length] !== '/' ? to.slice(root) : to);
  const source = partsOf(from.slice(root));
  return (to) => (to.startsWith(site) ? relativeUrl(source, partsOf(to.slice(root))) : to);
}

/** The part of an absolute URL after the host. */
interface Parts {
  readonly path: string;
  readonly search: string;
  readonly hash: string;
}

/** Splits the part of an absolute URL after its host. It leaves out `?` and `#` with nothing after them. */
function partsOf(url: string): Parts {
  const [, path = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]+)?\??(#.+)?#?$/s.exec(url) ?? [];
  return { path, search, hash };
}

function relativeUrl(source: Parts, { path, search, hash }: Parts): string {
  if (source.path === path && hash && source.search === search) return hash;
  const [from, to] = [source.path.split('/'), path.split('/')];
  const last = Math.min(from.length, to.length) - 1;
  let shared = 0;
  while (shared < last && from[shared] === to[shared]) shared++;
  const way = '../'.repeat(from.length - 1 - shared) + to.slice(shared).join('/');
  // A first segment with a colon would be read as a scheme (RFC 3986 §4.2).
  return (way === '' || /^[^/]*:/.test(way) ? `./${way}` : way) + search + hash;
}

/** Whether the host of `url` is the local machine, which subscribers cannot reach (RFC 6761 §6.3). */
export function isLocalUrl(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$|\.localhost$/.test(hostname);
}
