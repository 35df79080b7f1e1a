import { array, assert, constantFrom, option, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absoluteUrl, hrefs, parsedUrl, plainUrl } from '../src/base/url.ts';

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

describe('a plain URL', () => {
  it('is resolved as the URL class resolves it', () => {
    assert(
      property(whole, option(whole, { nil: undefined }), (href, base) => {
        expect(plainUrl(href, base) ?? parsedUrl(href, base)).toBe(parsedUrl(href, base));
      }),
      { numRuns: 10_000 },
    );
    expect(plainUrl('../b', 'https://example.com/a/')).toBeUndefined();
    expect(plainUrl('b/c.png?d#e', 'https://example.com/a/f')).toBe('https://example.com/a/b/c.png?d#e');
    expect(plainUrl('#e', 'https://example.com/a/f?g#h')).toBe('https://example.com/a/f?g#e');
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
  });
});
