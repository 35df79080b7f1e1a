import { array, assert, constantFrom, option, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absoluteUrl, hrefs } from '../src/base/url.ts';

/** The pieces that `row` holds between `§` signs. */
function pieces(row: string): readonly string[] {
  return row.split('§');
}

/** Texts that are put together from `some` pieces. */
function textsOf(some: readonly string[], maxLength: number) {
  return array(constantFrom(...some), { maxLength }).map((parts) => parts.join(''));
}

const address = textsOf(
  pieces(
    'http://§https://§HTTP://§mailto:§//§/§/§/§.§..§a§B§example§.org§xn--§-§--§0x7f§127.1§1§:§:80§@§?§#§' +
      '%§%20§%2e§%2E§%zz§ §\t§\\§[§]§|§^§{§"§\'§<§é§日§&§=§+§;§,§!§*§(§~§_§$§\0§\uD800§x.png',
  ),
  9,
);
const rooted = tuple(
  constantFrom('', 'https://', 'https://example.com', 'https://example.com/', 'http://a.b/c/'),
  address,
);
const whole = rooted.map((parts) => parts.join(''));

describe('an absolute URL', () => {
  it('is canonical, and its path has only characters that RFC 3986 allows', () => {
    assert(
      property(whole, option(whole, { nil: undefined }), (href, base) => {
        const url = absoluteUrl(href, base);
        if (url === undefined || !/^https?:/.test(url)) return;
        expect(absoluteUrl(url)).toBe(url);
        const { pathname, search, hash } = new URL(url);
        expect(pathname + search + hash).toMatch(/^(?:[\w.~:/?#@!$&'()*+,;=-]|%[\dA-Fa-f]{2})*$/);
      }),
      { numRuns: 10_000 },
    );
    expect(absoluteUrl('../b', 'https://example.com/a/')).toBe('https://example.com/b');
    expect(absoluteUrl('b/c.png?d#e', 'https://example.com/a/f')).toBe('https://example.com/a/b/c.png?d#e');
    expect(absoluteUrl('https://example.com/page#')).toBe('https://example.com/page');
    expect(absoluteUrl('?#', 'https://example.com/a/%25')).toBe('https://example.com/a/%25');
    expect(absoluteUrl('#e', 'https://example.com/a/f?g#h')).toBe('https://example.com/a/f?g#e');
    expect(absoluteUrl('/日 |[%', 'https://example.com/')).toBe('https://example.com/%E6%97%A5%20%7C%5B%25');
  });

  it('leads from page to page', () => {
    const site = 'https://example.com/';
    const path = textsOf(pieces('/§/§a§b§c:d§?q§#f§%20§é'), 8).map(
      (text) => site + text.replaceAll(/\/+/g, '/').replace(/^\//, ''),
    );
    assert(
      property(path, path, (one, other) => {
        const [from, to] = [absoluteUrl(one) ?? site, absoluteUrl(other) ?? site];
        expect(new URL(hrefs(from, site)(to), from).href).toBe(to);
      }),
      { numRuns: 10_000 },
    );
    // A `#` with nothing after it leads to the same page.
    expect(hrefs(`${site}a/b.html`, site)(`${site}a/b.html#`)).toBe('b.html');
  });
});
