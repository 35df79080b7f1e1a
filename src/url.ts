/** Characters `URL` lets through although RFC 3986 does not allow them there. */
const unsafe = /["<>\\^`{|}\u0000-\u0020\u007f-\u{10FFFF}]|%(?![0-9A-Fa-f]{2})/gu;

function encode(character: string): string {
  return character === '%' ? '%25' : encodeURIComponent(character);
}

/**
 * `href` against `base` as an absolute URL in canonical form: lower-case scheme and host, no default port,
 * every character RFC 3986 does not allow percent-encoded. Nothing where it is not a URL.
 */
export function absoluteUrl(href: string, base?: string): string | undefined {
  const url = parse(href, base);
  if (!url) return undefined;
  const { protocol } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return url.href.replace(unsafe, encode);
  // Square brackets are allowed in an IPv6 host only.
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

/** A path with `/` as the path of a URL: in NFC, each segment percent-encoded. */
export function encodePath(path: string): string {
  return ordinary.test(path) ? path : path.normalize('NFC').split('/').map(encodeSegment).join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(
    /%(?:3A|40|2C|3B|2B|3D|24)/g,
    decodeURIComponent,
  );
}

/** What a page writes to lead to an absolute URL. */
export type Href = (to: string) => string;

/**
 * The references of the page at `from` (absolute): relative to what lies below `site` (ends with `/`), so that the
 * pages work from any host and path and from disk; absolute to everything else.
 */
export function hrefs(from: string, site: string): Href {
  return (to) => (to.startsWith(site) && from.startsWith(site) ? relativeUrl(from, to) : to);
}

function relativeUrl(from: string, to: string): string {
  const source = new URL(from);
  const target = new URL(to);
  const tail = target.search + target.hash;
  if (source.pathname === target.pathname && target.hash && source.search === target.search)
    return target.hash;
  const fromSegments = source.pathname.split('/').slice(0, -1);
  const toSegments = target.pathname.split('/');
  const file = toSegments.pop() ?? '';
  let shared = 0;
  while (shared < fromSegments.length && fromSegments[shared] === toSegments[shared]) shared++;
  const up = '../'.repeat(fromSegments.length - shared);
  const down = toSegments
    .slice(shared)
    .map((segment) => `${segment}/`)
    .join('');
  const path = up + down + file;
  // A first segment with a colon would be read as a scheme (RFC 3986 §4.2).
  return (path === '' || /^[^/]*:/.test(path) ? `./${path}` : path) + tail;
}
