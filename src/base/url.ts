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
  return plainUrl(href, base) ?? parsedUrl(href, base);
}

// Host, path, query and fragment of a URL that `URL` does not change: no port, nothing to decode or encode, no `.` or `..`
// segment, no host that may be a number or has other than ASCII letters.
const plain =
  /^(https?:\/\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)*[a-z][a-z0-9]*(?:-[a-z0-9]+)*)((?:\/(?!\.{1,2}(?:[/?#]|$))(?:[\w~!$&'()*+,;=:@.-]|%(?!2[Ee])[\dA-Fa-f]{2})*)+)(\?[\w~!$&()*+,;=:@./-]+)?(#[\w~!$&()*+,;=:@./-]+)?$/;

/** Returns the result of `parsedUrl` for the most common URLs, because `URL` is slow. `undefined` for a URL that may need more. */
export function plainUrl(href: string, base?: string): string | undefined {
  const match = base === undefined ? undefined : plainBase(base);
  if (base !== undefined && !match) return undefined;
  if (plain.test(href)) return href;
  if (!match || href === '' || /^\/\/|^[^/#].*:|^\?/s.test(href)) return undefined;
  const [, host = '', path = '', query = ''] = match;
  const start = href.startsWith('/')
    ? ''
    : href.startsWith('#')
      ? path + query
      : path.slice(0, path.lastIndexOf('/') + 1);
  const url = host + start + href;
  return plain.test(url) ? url : undefined;
}

/** Cached, because each article is the base of all its references. */
let last: { readonly base: string; readonly match: RegExpExecArray | null } | undefined;

function plainBase(base: string): RegExpExecArray | null {
  if (last?.base !== base) last = { base, match: plain.exec(base) };
  return last.match;
}

/** Resolves any URL, with `URL`. */
export function parsedUrl(href: string, base?: string): string | undefined {
  const url = parse(href, base);
  if (!url) return undefined;
  const { protocol } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return url.href.replace(unsafe, encode);
  // Square brackets are allowed only in an IPv6 host.
  const rest = `${url.pathname}${url.search}${url.hash}`.replace(unsafe, encode);
  const head = url.href.slice(0, url.href.length - url.pathname.length - url.search.length - url.hash.length);
  return head + rest.replaceAll('[', '%5B').replaceAll(']', '%5D');
}

function parse(href: string, base?: string): URL | undefined {
  try {
    return new URL(href, base);
  } catch {
    return undefined;
  }
}

/** Whether `url` is an absolute http or https URL. */
export function isWebUrl(url: string): boolean {
  return /^https?:\/\/[^/]/i.test(url) && parse(url) !== undefined;
}

/** A path that is the same in a URL. */
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

/** Returns the reference that a page uses for an absolute URL. */
export type Href = (to: string) => string;

/**
 * Returns the references of the page at `from` (absolute): relative to URLs below `site` (ends with `/`), so that the pages work from
 * any host and path and from disk; absolute to everything else. `/404.html` is shown at any URL, so its references begin at the host's
 * root.
 */
export function hrefs(from: string, site: string): Href {
  if (!from.startsWith(site)) return (to) => to;
  const root = site.slice(site.indexOf('/', site.indexOf('//') + 2));
  // Hosts show this page at every URL that does not exist.
  if (from === `${site}404.html`)
    return (to) => (to.startsWith(site) && to[site.length] !== '/' ? root + to.slice(site.length) : to);
  let source: Parts | undefined;
  return (to) =>
    to.startsWith(site) ? relativeUrl((source ??= partsOf(from, site, root)), partsOf(to, site, root)) : to;
}

/** The part of an absolute URL after its host. */
interface Parts {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/** Returns the parts of `url` on `site`, whose own path is `root`. */
function partsOf(url: string, site: string, root: string): Parts {
  if (isBare(url, site.length)) return { pathname: root + url.slice(site.length), search: '', hash: '' };
  const match = plain.exec(url);
  if (!match) return new URL(url);
  const [, , pathname = '', search = '', hash = ''] = match;
  return { pathname, search, hash };
}

/** The characters of a path that needs no encoding. */
const bare = new Set(
  Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~!$&'()*+,;=:@.-/"),
);
const isBareSign = Uint8Array.from({ length: 0x80 }, (_, sign) =>
  bare.has(String.fromCharCode(sign)) ? 1 : 0,
);

/** Whether `url` is a plain path after a slash, from `start` on: no query, nothing encoded, no segment that begins with a dot. */
function isBare(url: string, start: number): boolean {
  let before = slash;
  for (let at = start; at < url.length; at++) {
    const sign = url.charCodeAt(at);
    if (isBareSign[sign] !== 1 || (sign === dot && before === slash)) return false;
    before = sign;
  }
  return true;
}

const [dot, slash] = [0x2e, 0x2f];

function relativeUrl(source: Parts, target: Parts): string {
  if (source.pathname === target.pathname && target.hash && source.search === target.search)
    return target.hash;
  const [from, to] = [source.pathname, target.pathname];
  const most = Math.min(from.length, to.length);
  let shared = 0;
  for (let at = 0; at < most; at++) {
    const sign = from.charCodeAt(at);
    if (sign !== to.charCodeAt(at)) break;
    if (sign === slash) shared = at + 1;
  }
  let up = '';
  for (let at = shared; at < from.length; at++) if (from.charCodeAt(at) === slash) up += '../';
  const path = up + to.slice(shared);
  // A first segment with a colon would be read as a scheme (RFC 3986 §4.2).
  const isPlain = path !== '' && (up !== '' || !/^[^/]*:/.test(path));
  return (isPlain ? path : `./${path}`) + target.search + target.hash;
}

/** Whether `url` leads only to this machine, where no subscriber gets (RFC 6761 §6.3). */
export function isLocalUrl(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$|\.localhost$/.test(hostname);
}
