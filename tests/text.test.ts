import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { line, normalized, spellingKey } from '../src/base/text.ts';
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
