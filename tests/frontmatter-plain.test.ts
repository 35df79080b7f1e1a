import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainYaml } from '../src/content/frontmatter/fast-yaml.ts';
import { yaml } from '../src/content/frontmatter/yaml.ts';

/** What the quick reader makes of a block; fails where the YAML parser makes something else of it. */
function agreed(text: string): unknown {
  const quick = readPlainYaml(text);
  if (quick === undefined) return undefined;
  expect(yaml.parse(text)).toEqual({ value: quick, faults: [] });
  expect(Object.keys(quick)).toEqual(Object.keys(yaml.parse(text).value ?? {}));
  return quick;
}

const sign = fc.constantFrom(
  ...Array.from(':#-?[]{},&*!|>\'"%@`\t \n\\~<=+.$/()_;^'),
  '\u00a0',
  '\u0085',
  '\ufeff',
  '\u2028',
);
const letter = fc.constantFrom('a', 'B', '7', 'é', '日', '🎉', '\ud83c', '\u0000', '\u007f', '\u3000', '\r');
const word = fc.constantFrom(
  'null',
  'Null',
  'NULL',
  'nULL',
  '~',
  '<<',
  '---',
  '...',
  'true',
  '0123',
  '2026-01-27',
  '2026-01-27T10:00:00+01:00',
  'https://example.com/a?b=c#d',
  'C#',
  "it's",
  '__proto__',
  'constructor',
);
const piece = fc.oneof(sign, sign, letter, word);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const blanks = fc.constantFrom('', '', '', ' ', '  ');
const listed = fc.array(fc.oneof(text, word), { maxLength: 4 }).map((list) => `[${list.join(', ')}]`);
const scalar = fc.oneof(
  text,
  word,
  listed,
  text.map((one) => `"${one}"`),
  text.map((one) => `'${one}'`),
);
const key = fc.oneof(
  fc.constantFrom('title', 'date', 'tags', 'a', 'b-c', 'd_e', 'null', '<<', '__proto__'),
  text,
);
const pair = fc
  .tuple(key, blanks, fc.constantFrom(':', ': ', ': ', ':  '), scalar, blanks)
  .map((all) => all.join(''));
const item = fc
  .tuple(blanks, fc.constantFrom('- ', '- ', '-', '-  '), scalar, blanks)
  .map((all) => all.join(''));
const line = fc.oneof(
  pair,
  pair,
  key.map((one) => `${one}:`),
  item,
  item,
  text,
  text.map((one) => `# ${one}`),
  fc.constantFrom('', ' ', '#', ' #'),
);
const block = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'));

describe('the quick reader of front matter', () => {
  test.each([
    ['a text', 'title: A boat', { title: 'A boat' }],
    ['a date', 'date: 2026-01-27T10:00:00Z', { date: '2026-01-27T10:00:00Z' }],
    ['an address', 'image: https://example.com/a.jpg', { image: 'https://example.com/a.jpg' }],
    ['a number and a flag', 'weight: 0123\ndraft: false', { weight: '0123', draft: 'false' }],
    ['quotes', `a: "b: c"\nd: 'e # f'`, { a: 'b: c', d: 'e # f' }],
    ['a list in brackets', 'tags: [one, two words, "three"]', { tags: ['one', 'two words', 'three'] }],
    ['an empty list', 'tags: []', { tags: [] }],
    ['a list on lines', 'tags:\n  - one\n  - C#\ntitle: A', { tags: ['one', 'C#'], title: 'A' }],
    ['a list that is not indented', 'tags:\n- one\n- two', { tags: ['one', 'two'] }],
    ['nothing', 'a:\nb: null\nc: ""', { a: null, b: null, c: '' }],
    ['comments and blank lines', '# x\n\na: b\n\n# y\nc: d\n', { a: 'b', c: 'd' }],
    ['letters of any script', 'title: Füße, 日本 🎉', { title: 'Füße, 日本 🎉' }],
  ])('reads %s', (_, written, expected) => {
    expect(agreed(written)).toEqual(expected);
  });

  test.each([
    ['a key that stands twice', 'a: b\na: c'],
    ['a map', 'a:\n  b: c'],
    ['a text that goes on', 'a: b\n  c'],
    ['a block text', 'a: |\n  b'],
    ['a text that looks like a list', 'a:\n- b\n  - c'],
    ['a list that is indented badly', 'a:\n  - b\n - c'],
    ['a list behind a text', 'a: b\n- c'],
    ['an escape', String.raw`a: "b\n"`],
    ['a comment behind a value', 'a: b # c'],
    ['a colon in a text', 'a: b: c'],
    ['a text that is too long', `a: ${'b'.repeat(9000)}`],
    ['no key', '# a'],
  ])('leaves %s to the parser', (_, written) => {
    expect(readPlainYaml(written)).toBeUndefined();
  });

  test('returns the result of the parser or undefined', () => {
    let read = 0;
    fc.assert(
      fc.property(block, (written) => {
        if (agreed(written) !== undefined) read++;
      }),
      { numRuns: 20_000 },
    );
    // Else the property would say nothing.
    expect(read).toBeGreaterThan(100);
  });

  test('returns the result of the parser for any line', () => {
    let read = 0;
    const any = fc.string({ unit: 'binary', maxLength: 20 });
    const forms = fc.constantFrom(
      (one: string) => `a: ${one}`,
      (one: string) => `a: [${one}]`,
      (one: string) => `a: [b, ${one}]\nc: d`,
      (one: string) => `a:\n  - ${one}\n  - b`,
      (one: string) => `a:\n- b\n - ${one}`,
      (one: string) => `a:\n  - ${one}\n- b`,
      (one: string) => `a: "${one}"\nb: c`,
      (one: string) => `${one}: a`,
      (one: string) => `a: b\n${one}`,
      (one: string) => `a:\n${one}`,
    );
    fc.assert(
      fc.property(forms, fc.oneof(any, text, scalar), (form, one) => {
        if (agreed(form(one)) !== undefined) read++;
      }),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(1000);
  });
});
