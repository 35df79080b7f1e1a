import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, line, normalized, spellingKey } from '../src/base/text.ts';
import { encodePath } from '../src/base/url.ts';

// A letter that is not of ASCII leads past what is quick for texts of ASCII alone.
const piece = fc.oneof(
  fc.constantFrom(...Array.from(' \t\n/.:@%&?#"A~'), '  ', '\u0000', '\u007f'),
  fc.string(),
);
const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));

describe('a text of ASCII alone', () => {
  test.each([
    ['is one line', line, 'é'],
    ['is spelled', spellingKey, 'é'],
    ['is the path of a URL', encodePath, '%C3%A9'],
    ['is in normal form', normalized, 'é'],
  ])('%s as any other', (_, read, written) => {
    fc.assert(
      fc.property(text, (one) => {
        expect(`${read(`${one}e`).slice(0, -1)}${written}`).toBe(read(`${one}é`));
        expect(`${written}${read(`e${one}`).slice(1)}`).toBe(read(`é${one}`));
      }),
      { numRuns: 2000 },
    );
  });

  test('has no blanks at its ends and none twice', () => {
    expect([line(' a  b '), line('a b'), spellingKey(' A  b '), spellingKey('A b')]).toEqual([
      'a b',
      'a b',
      'a b',
      'a b',
    ]);
  });

  test('is composed where it has to be', () => {
    expect(normalized('A\u030a ü')).toBe('Å ü');
  });
});

/** Whether XML allows `character` and does not discourage it (XML 1.0 §2.2). */
function isAllowed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const isNoncharacter = (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
  const isControl = (code < 0x20 && !'\t\n\r'.includes(character)) || (code >= 0x7f && code <= 0x9f);
  return !isSurrogate && !isNoncharacter && !isControl;
}

describe('a text with rare characters', () => {
  const characters =
    'a§B§é§É§İ§日§😀§ §  §\t§\n§\r§\u00A0§\u3000§\u2028§\uFEFF§\u0085§\0§\u007F§\u009F§\uD800§\uDC00§' +
    '\uFDD0§\uFDEF§\uFFFD§\uFFFE§\uFFFF§\u{1FFFE}§e\u0301§1';
  const texts = fc
    .array(fc.constantFrom(...characters.split('§')), { maxLength: 8 })
    .map((parts) => parts.join(''));

  test('is cleaned, put on one line and compared', () => {
    fc.assert(
      fc.property(texts, (one) => {
        const expected = Array.from(one).filter(isAllowed).join('');
        expect(clean(one)).toBe(expected);
        const runs = expected.replaceAll(/[\s\uFFFD]+/g, (run) =>
          run.trim() === run && !/\s/.test(run) ? '' : ' ',
        );
        expect(line(one)).toBe(runs.trim());
        const key = one.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
        expect(spellingKey(one)).toBe(key);
      }),
      { numRuns: 10_000 },
    );
  });
});
