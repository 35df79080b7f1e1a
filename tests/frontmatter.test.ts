import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FrontMatter } from '../src/content/frontmatter.ts';
import { readFrontMatter } from '../src/content/frontmatter.ts';
import type { Problem } from '../src/problems/problem.ts';

const utf8 = new TextEncoder();

function read(text: string): FrontMatter {
  const { matter, problems } = readFrontMatter(utf8.encode(text), 'a.md');
  expect(problems).toEqual([]);
  if (!matter) throw new Error('no front matter');
  return matter;
}

function problemsOf(text: string): Problem[] {
  return readFrontMatter(utf8.encode(text), 'a.md').problems;
}

/** A problem as `line:column code detail`. */
function told(text: string): string[] {
  return problemsOf(text).map(({ line, column, code, args }) =>
    [`${line}:${column}`, code, args['detail'] ?? args['key'] ?? args['received'] ?? args['language'] ?? '']
      .join(' ')
      .trim(),
  );
}

// JSON is YAML except for the characters that YAML wants escaped.
function quote(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A replacer that makes the texts of equal numbers equal. */
function numbers(_: string, value: unknown): unknown {
  return typeof value === 'string' && /^-?\d/.test(value) && !Number.isNaN(Number(value))
    ? String(Number(value))
    : value;
}

function ten(text: string): string {
  return Array(10).fill(text).join(', ');
}

const yaml = (block: string) => `---\n${block}\n---\nText\n`;
const toml = (block: string) => `+++\n${block}\n+++\nText\n`;
const json = (block: string) => `---json\n${block}\n---\nText\n`;

describe('where front matter begins and ends', () => {
  test.each<[string, string, object, string, number]>([
    ['YAML', '---\na: b\n---\nText\n', { a: 'b' }, 'Text\n', 4],
    ['closed with dots', '---\na: b\n...\nText\n', { a: 'b' }, 'Text\n', 4],
    ['with its language', '---yaml\na: b\n---\nText', { a: 'b' }, 'Text', 4],
    ['with its language after a blank', '--- YML\na: b\n---\nText', { a: 'b' }, 'Text', 4],
    ['with a comment on the fence', '--- # head\na: b\n---\nText', { a: 'b' }, 'Text', 4],
    ['white space after the fences', '--- \t\na: b\n--- \nText', { a: 'b' }, 'Text', 4],
    ['empty', '---\n---\nText', {}, 'Text', 3],
    ['blank lines and comments only', '---\n\n# no\n\n---\nText', {}, 'Text', 6],
    ['null only', '---\n~\n---\nText', {}, 'Text', 4],
    ['no text after it', '---\na: b\n---', { a: 'b' }, '', 3],
    ['blank lines before it', '\n \n---\na: b\n---\nText', { a: 'b' }, 'Text', 6],
    ['a ruler in the text', '---\na: b\n---\nText\n\n---\nMore', { a: 'b' }, 'Text\n\n---\nMore', 4],
    [
      'lines in it that only look like fences',
      '---\na: |\n  ---\n  ----\nb: c\n----x: y\n---\nText',
      { a: '---\n----\n', b: 'c', '----x': 'y' },
      'Text',
      8,
    ],
    [
      'CRLF',
      '---\r\na: b\r\nc: |\r\n  d\r\n  e\r\n---\r\nOne\r\nTwo\r\n',
      { a: 'b', c: 'd\ne\n' },
      'One\nTwo\n',
      7,
    ],
    ['CR', '---\ra: b\r---\rOne\rTwo', { a: 'b' }, 'One\nTwo', 4],
    ['byte order mark', '\uFEFF---\na: b\n---\nText', { a: 'b' }, 'Text', 4],
    ['TOML', '+++\na = "b"\n+++\nText\n', { a: 'b' }, 'Text\n', 4],
    ['TOML between YAML’s fences', '---toml\na = "b"\n---\nText', { a: 'b' }, 'Text', 4],
    ['JSON', '{\n  "a": "b"\n}\nText', { a: 'b' }, 'Text', 4],
    ['JSON on one line', '{"a": "}{\\"", "c": {}}\n\nText', { a: '}{"', c: {} }, '\nText', 2],
    ['empty JSON', '{}\nText', {}, 'Text', 2],
    ['JSON between YAML’s fences', '---json\n{"a": "b"}\n---\nText', { a: 'b' }, 'Text', 4],
    ['Hexo’s JSON without braces', ';;;\n"a": "b",\n"c": "d"\n;;;\nText', { a: 'b', c: 'd' }, 'Text', 5],
    ['Hexo’s JSON with braces', ';;;\n{"a": "b"}\n;;;\nText', { a: 'b' }, 'Text', 4],
  ])('%s', (_, text, data, body, bodyLine) => {
    const matter = read(text);
    expect(matter).toMatchObject({ data, present: true, body, bodyLine });
    expect(Object.keys(matter.data)).toEqual(Object.keys(data));
  });

  test.each([
    '',
    'Text',
    '# Title\n\n---\na: b\n---\n',
    '----\na: b\n----\n',
    '------------\nText\n',
    '++++\na\n++++\n',
    '+++ b\n+++\n',
    '--- Some prose --- that goes on\n',
    '{{ shortcode }}\nText',
    '{% include a.html %}',
    '{: .lead}\nText',
    '-- \nText',
  ])('none in %j', (text) => {
    expect(read(text)).toMatchObject({ data: {}, present: false, body: text, bodyLine: 1 });
    expect(read(text).locate(['title'])).toEqual({ line: 1, column: 1 });
  });

  test.each([
    ['---\na: b\n', 1],
    ['---', 1],
    ['---\n\nSome prose\n\nand more\n', 1],
    ['---\na: b\n ---\n', 1],
    ['\n---\na: b\n----\n', 2],
    ['+++\na = 1\n---\n', 1],
    [';;;\n"a": 1\n---\n', 1],
  ])('unclosed in %j', (text, line) => {
    const { matter, problems } = readFrontMatter(utf8.encode(text), 'a.md');
    expect(matter).toBeUndefined();
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'front-matter-unclosed',
        severity: 'error',
        file: 'a.md',
        line,
        column: 1,
        length: 3,
      }),
    ]);
    expect(problems[0]?.args).toEqual({ fence: text.trim().slice(0, 3) });
  });

  test('an unclosed object is reported at the first unexpected character', () => {
    expect(told('{\n  "a": "b",\n  "c": {}\n\nText "of" the article')).toEqual([
      '5:1 front-matter-syntax `,` or `}` is expected here.',
    ]);
  });
});

describe('YAML keeps what its author typed', () => {
  test.each<[string, unknown]>([
    ['a: 2026', '2026'],
    ['a: 0123', '0123'],
    ['a: 1.10', '1.10'],
    ['a: 0x1F', '0x1F'],
    ['a: 1_000', '1_000'],
    ['a: 12:30:45', '12:30:45'],
    ['a: yes', 'yes'],
    ['a: False', 'False'],
    ['a: .nan', '.nan'],
    ['a: 2026-03-01', '2026-03-01'],
    ['a: 2026-03-01 10:00:00 +0900', '2026-03-01 10:00:00 +0900'],
    ['a: 2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
    ['a: "2026"', '2026'],
    ["a: 'it''s'", "it's"],
    ['a: "\\u00e9\\n\\t\\"\\U0001F600"', 'é\n\t"😀'],
    ['a: =', '='],
    ['a: <<', '<<'],
    ['a: !!str 2026', '2026'],
    ['a:', null],
    ['a: ~', null],
    ['a: null', null],
    ['a: ""', ''],
    ['a: "null"', 'null'],
    ['a: [yes, 1.10, null, "x", [2026-03-01]]', ['yes', '1.10', null, 'x', ['2026-03-01']]],
    ['a: {b: 1, c: {d: 2}}', { b: '1', c: { d: '2' } }],
    ['a:\n- b\n- c', ['b', 'c']],
    ['a: |\n  one\n  two\n', 'one\ntwo\n'],
    ['a: |-\n  one\n\n  two', 'one\n\ntwo'],
    ['a: >-\n  one\n  two', 'one two'],
    ['a: one\n  two', 'one two'],
    ['a: "one\n  two"', 'one two'],
    ['a: b # comment', 'b'],
    ['a: http://example.com/#x', 'http://example.com/#x'],
    ['a: تجربة 漢字 👩‍👩‍👧', 'تجربة 漢字 👩‍👩‍👧'],
  ])('%j', (block, value) => {
    expect(read(yaml(block)).data).toEqual({ a: value });
  });

  test.each([
    ['in double quotes', 'a: "one\ntwo:\n\nthree"\nb: 4', { a: 'one two:\nthree', b: '4' }],
    ['in single quotes', "x:\n  a: 'one\n  two\nthree'\n  b: 4", { x: { a: 'one two three', b: '4' } }],
    [
      'of a list in brackets',
      'a: [one,\ntwo,\n"three\nfour"\n]\nb: 4',
      { a: ['one', 'two', 'three four'], b: '4' },
    ],
    [
      'of a map in braces',
      'x:\n  a: { one: 1,\ntwo: 2}\n  b: 4',
      { x: { a: { one: '1', two: '2' }, b: '4' } },
    ],
  ])('lines %s need no indentation', (_, block, expected) => {
    expect(read(yaml(block)).data).toEqual(expected);
  });

  test('anchors, aliases and merge keys', () => {
    const block =
      'base: &base\n  b: 1\n  c: 2\na:\n  <<: *base\n  c: 3\nlist: &l [x]\nsame: *l\nmany:\n  <<: [*base, {d: 4}]';
    expect(read(yaml(block)).data).toEqual({
      base: { b: '1', c: '2' },
      a: { b: '1', c: '3' },
      list: ['x'],
      same: ['x'],
      many: { b: '1', c: '2', d: '4' },
    });
  });

  test('any text survives in double quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (key, value) => {
        // A key may have no more than 1024 characters (YAML 1.2 §7.4.3).
        const { data } = read(yaml(`${quote(key.slice(0, 100))}: ${quote(value)}`));
        expect(Object.entries(data)).toEqual([[key.slice(0, 100), value]]);
      }),
    );
  });
});

describe('TOML keeps what its author typed', () => {
  test('every kind of value', () => {
    const block = [
      'text = "a\\u00e9\\n"',
      "literal = 'a\\u00e9'",
      'lines = """\none\ntwo"""',
      'number = 1.10',
      'big = 1_000',
      'hex = 0x1F',
      'yes = true',
      'offset = 2026-01-01T10:00:00+09:00',
      'local = 1979-05-27 07:32:00',
      'date = 2026-01-01',
      'list = [1.10, "a", [true], {x = 1}]',
      'site."dotted key".x = 1',
      '[extra]',
      'a.b = 1',
      'a.c = 2',
      '[extra.deep]',
      'd = 3',
      '[[people]]',
      'name = "a"',
      '[[people]]',
      'name = "b"',
      '[people.home]',
      'page = "c"',
    ].join('\n');
    expect(read(toml(block)).data).toEqual({
      text: 'aé\n',
      literal: 'a\\u00e9',
      lines: 'one\ntwo',
      number: '1.10',
      big: '1_000',
      hex: '0x1F',
      yes: 'true',
      offset: '2026-01-01T10:00:00+09:00',
      local: '1979-05-27 07:32:00',
      date: '2026-01-01',
      list: ['1.10', 'a', ['true'], { x: '1' }],
      site: { 'dotted key': { x: '1' } },
      extra: { a: { b: '1', c: '2' }, deep: { d: '3' } },
      people: [{ name: 'a' }, { name: 'b', home: { page: 'c' } }],
    });
  });
});

describe('JSON is strict', () => {
  test('numbers and booleans are the text typed', () => {
    expect(read(json('{"a": 1.10, "b": [1e3, true, null, "x\\u00e9"], "c": {"d": -0}}')).data).toEqual({
      a: '1.10',
      b: ['1e3', 'true', null, 'xé'],
      c: { d: '-0' },
    });
  });

  test('what JSON.parse accepts is read with the same values, and nothing else', () => {
    const asText = (value: unknown): unknown =>
      value === null || typeof value === 'string'
        ? value
        : Array.isArray(value)
          ? value.map(asText)
          : typeof value === 'object'
            ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asText(inner)]))
            : typeof value === 'number'
              ? `${value}`
              : JSON.stringify(value);
    // One character is put in, taken out or changed, which mostly breaks it.
    const edited = fc
      .tuple(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
        fc.nat(),
        fc.constantFrom('', '"', ',', '}', ']', ':', '0', '-', '.', '\\', 'e', ' ', '\t', '/'),
        fc.nat(2),
        fc.constantFrom(0, 2),
      )
      .map(([value, at, character, remove, indent]) => {
        const text = JSON.stringify(value, null, indent);
        const offset = 1 + (at % (text.length - 1));
        return text.slice(0, offset) + character + text.slice(offset + remove);
      });
    fc.assert(
      fc.property(edited, (text) => {
        fc.pre(!/\n(?:---|\.\.\.)/.test(text));
        const { matter, problems } = readFrontMatter(utf8.encode(json(text)), 'a.md');
        const expected = parseJson(text);
        expect(problems.some(({ code }) => code === 'front-matter-syntax')).toBe(expected === undefined);
        fc.pre(expected !== undefined);
        fc.pre(!problems.some(({ code }) => code === 'duplicate-key'));
        expect(problems).toEqual([]);
        // Through JSON, since one has prototypes and the other has not; numbers are compared as numbers.
        expect(JSON.stringify(matter?.data, numbers)).toBe(JSON.stringify(asText(expected?.value), numbers));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('mistakes are reported with their position', () => {
  test.each<[string, string, string[]]>([
    ['a colon in a value', 'a: b\ntitle: One: two', ['3:8 front-matter-syntax a value contains ": ".']],
    ['a tab', 'a:\n\tb: c', ['3:1 front-matter-syntax this line is indented with a tab.']],
    [
      'an unclosed quote',
      'a: b\nc: "d\ne: f\n',
      ['3:4 front-matter-syntax this quotation mark is not closed.'],
    ],
    [
      'an unclosed quote before another',
      'c: "d\ne: "f"\n',
      ['2:4 front-matter-syntax this quotation mark is not closed.'],
    ],
    ['an apostrophe in quotes', "a: 'it's'", ['2:8 front-matter-syntax text follows the closing quote.']],
    ['an at sign', 'a: @jane', ['2:4 front-matter-syntax a value starts with `@`.']],
    ['a backtick', 'a: `x` y', ['2:4 front-matter-syntax a value starts with a backtick.']],
    ['an asterisk', 'a: *very* good', ['2:4 front-matter-syntax a value starts with `*`.']],
    ['a percent sign', 'a: %x', ['2:4 front-matter-syntax a value starts with `%`.']],
    ['a question mark', 'a: ? b', ['2:4 front-matter-syntax a value starts with `?`.']],
    ['an exclamation mark', 'a: !b', ['2:4 front-matter-syntax the tag `!b` is not supported.']],
    ['a bracket in a title', 'a: [Draft] b', ['2:12 front-matter-syntax text follows a closing bracket.']],
    ['an unclosed list', 'a: [b, c\nd: e', ['2:4 front-matter-syntax this `[` is not closed.']],
    [
      'too much indentation',
      'a: b\n  c: d\ne: f',
      ['3:3 front-matter-syntax the indentation of this line does not match the lines around it.'],
    ],
    [
      'too little indentation',
      'a:\n  - b\n - c',
      ['4:2 front-matter-syntax the indentation of this line does not match the lines around it.'],
    ],
    [
      'a list on the line of its key',
      'a: - b\n  - c',
      ['2:4 front-matter-syntax a list item `- …` is not on a separate line.'],
    ],
    [
      'no space after the colon',
      'a: b\nc:d\ne: f',
      ['3:1 front-matter-syntax there is no space after the colon.'],
    ],
    [
      'a line that is no pair',
      'a: b\nSome prose\nc: d',
      ['3:1 front-matter-syntax this line is not `key: value`.'],
    ],
    [
      'a wrong escape',
      'a: "\\d"',
      ['2:5 front-matter-syntax text in double quotes contains a single backslash.'],
    ],
    ['text after a bar', 'a: | b', ['2:6 front-matter-syntax text follows `|` or `>` on the same line.']],
    [
      'a control character',
      'a: b\u0007',
      ['2:5 front-matter-syntax it contains the control character U+0007.'],
    ],
    ['an anchor that is not there', 'a: *b', ['2:4 front-matter-syntax a value starts with `*`.']],
    [
      'all of them at once',
      'a: b: c\nd: @e\nf: g\nf: h',
      [
        '2:4 front-matter-syntax a value contains ": ".',
        '3:4 front-matter-syntax a value starts with `@`.',
        '5:1 duplicate-key f',
      ],
    ],
    ['a list', '- a\n- b', ['2:1 front-matter-not-a-map a list of values']],
    ['a merged text', '<<: x', ['2:5 front-matter-syntax `<<` can merge only a map or a list of maps.']],
    ['a map as a key', '? {a: b}\n: c', ['2:3 front-matter-syntax a key must be text.']],
    [
      'an encoded value',
      'a: !!binary eA==',
      ['2:4 front-matter-syntax the tag `!!binary` is not supported.'],
    ],
    ['a value in itself', 'a: &a\n  b: [*a]', ['2:1 front-matter-syntax it is nested too deeply.']],
    ['a text', '\nSome prose', ['3:1 front-matter-not-a-map text']],
  ])('YAML: %s', (_, block, expected) => {
    expect(told(yaml(block))).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['a colon', 'title: "a"', ['2:6 front-matter-syntax TOML uses `key = value`, not `key: value`.']],
    ['a text without quotes', 'a = 1\nb = hello', ['3:5 front-matter-syntax text must be in quotes.']],
    [
      'an unclosed quote',
      'a = "b\nc = 1',
      ['2:1 front-matter-syntax a quoted text is not closed on this line.'],
    ],
    ['an unclosed list', 'a = [1,\n 2', ['2:5 front-matter-syntax this `[` is not closed.']],
    ['a one-digit hour', 'd = 2026-01-27 9:05:00', ['2:16 front-matter-syntax `9:05:00` follows the value.']],
    ['a key twice', 'a = 1\na = 2', ['3:1 duplicate-key a']],
    ['a table twice', '[a]\nb = 1\n[a]\nc = 1', ['4:2 duplicate-key a']],
  ])('TOML: %s', (_, block, expected) => {
    expect(told(toml(block))).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['a comma at the end', '{\n"a": 1,\n}', ['4:1 front-matter-syntax there is a comma before `}`.']],
    ['no comma', '{"a": 1 "b": 2}', ['2:9 front-matter-syntax `,` or `}` is expected here.']],
    ['no value', '{"a": }', ['2:7 front-matter-syntax a value is expected here.']],
    ['single quotes', "{'a': 1}", ['2:2 front-matter-syntax text must be in double quotes.']],
    ['no quotes', '{a: 1}', ['2:2 front-matter-syntax a key in double quotes is expected here.']],
    ['a comment', '{"a": 1 // b\n}', ['2:9 front-matter-syntax JSON does not allow comments.']],
    [
      'a line break in a text',
      '{"a": "b\nc"}',
      ['2:7 front-matter-syntax a quoted text is not closed on its line or contains an invalid escape.'],
    ],
    ['not closed', '{"a": 1', ['2:8 front-matter-syntax it ends, but `,` or `}` is expected.']],
    ['two of them', '{"a": 1}\n{}', ['3:1 front-matter-syntax text follows the last `}`.']],
    ['a key twice', '{"a": 1,\n"a": 2}', ['3:1 duplicate-key a']],
    ['a list', '[1]', ['2:1 front-matter-not-a-map a list of values']],
  ])('JSON: %s', (_, block, expected) => {
    expect(told(json(block))).toEqual(expected);
  });

  test('duplicate keys are reported at any depth, and the rest is read', () => {
    const { matter, problems } = readFrontMatter(
      utf8.encode(yaml('a: 1\nb:\n  c: 2\n  c: 3\na: 4\n"a": 5')),
      'a.md',
    );
    expect(problems.map(({ line, column, length, args }) => [line, column, length, args['key']])).toEqual([
      [5, 3, 1, 'c'],
      [6, 1, 1, 'a'],
      [7, 1, 3, 'a'],
    ]);
    expect(matter).toMatchObject({ data: { b: { c: '3' } }, body: 'Text\n' });
  });

  test('a duplicate key does not hide an alias without an anchor', () => {
    expect(told(yaml('a: 1\na: 2\nb: *c'))).toEqual([
      '3:1 duplicate-key a',
      '4:4 front-matter-syntax a value starts with `*`.',
    ]);
  });

  test('lines are those of the file, also with CRLF, byte order mark and blank lines before', () => {
    expect(told('\uFEFF\r\n\r\n---\r\na: b\r\nc: @d\r\n---\r\n')).toEqual([
      '5:4 front-matter-syntax a value starts with `@`.',
    ]);
  });
});

describe('encoding', () => {
  test.each<[string, number[], number, number, string]>([
    ['Latin-1', [0x61, 0x0a, 0x62, 0xe9, 0x63], 2, 2, '0xE9'],
    ['a sequence that is cut off', [0xc3, 0xa9, 0xe2, 0x82], 1, 2, '0xE2'],
    ['a surrogate', [0x61, 0x0d, 0x0a, 0xed, 0xa0, 0x80], 2, 1, '0xED'],
    ['an overlong form', [0xc0, 0xaf], 1, 1, '0xC0'],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00], 1, 1, '0xFF'],
    ['after an astral character', [0xf0, 0x9f, 0x98, 0x80, 0x80], 1, 3, '0x80'],
  ])('%s', (_, bytes, line, column, byte) => {
    expect(readFrontMatter(Uint8Array.from(bytes), 'a.md')).toEqual({
      problems: [{ code: 'encoding', severity: 'error', file: 'a.md', line, column, args: { byte } }],
    });
  });
});

describe('places of values and keys', () => {
  const block =
    'title: "Hello"\ntags: [a, bb]\nextra:\n  date: 2026\nempty:\ntext: |\n  one\n  two\nbase: &b\n  x: 1\nall:\n  <<: *b';
  test.each<[(string | number)[], 'key' | 'value', number, number, number | undefined]>([
    [['title'], 'value', 2, 8, 7],
    [['title'], 'key', 2, 1, 5],
    [['tags'], 'value', 3, 7, 7],
    [['tags', 1], 'value', 3, 11, 2],
    [['extra', 'date'], 'value', 5, 9, 4],
    [['extra', 'date'], 'key', 5, 3, 4],
    [['empty'], 'value', 6, 1, 5],
    [['text'], 'value', 7, 7, 1],
    [['all', 'x'], 'value', 11, 6, 1],
    // What is not there: the nearest above it, or the fence.
    [['extra', 'missing'], 'value', 5, 3, 10],
    [['missing'], 'value', 1, 1, 3],
    [[], 'value', 1, 1, 3],
  ])('YAML: %j, %s', (path, what, line, column, length) => {
    expect(read(yaml(block)).locate(path, what)).toEqual({ line, column, length });
  });

  test.each<[(string | number)[], 'key' | 'value', number, number, number]>([
    [['a'], 'value', 2, 5, 4],
    [['a'], 'key', 2, 1, 1],
    [['list', 1, 'x'], 'value', 3, 18, 1],
    [['extra'], 'value', 4, 2, 5],
    [['extra', 'b', 'c'], 'value', 5, 7, 2],
    [['extra', 'b'], 'value', 5, 1, 3],
    [['people', 1, 'name'], 'value', 9, 8, 3],
    [['people'], 'value', 6, 3, 6],
  ])('TOML: %j, %s', (path, what, line, column, length) => {
    const text = toml(
      'a = 1.10\nlist = [1, {x = 2}]\n[extra]\nb.c = 10\n[[people]]\nname = "a"\n[[people]]\nname = "b"'.replace(
        '{x = 2}',
        '{ x = 2 }',
      ),
    );
    expect(read(text).locate(path, what)).toEqual({ line, column, length });
  });

  test.each<[string, (string | number)[], 'key' | 'value', number, number, number]>([
    ['{\n  "a": [1, {"b": "c"}]\n}\n', ['a', 1, 'b'], 'value', 2, 18, 3],
    ['{\n  "a": [1, {"b": "c"}]\n}\n', ['a', 1, 'b'], 'key', 2, 13, 3],
    [';;;\n"a": 1,\n"b": 22\n;;;\n', ['b'], 'value', 3, 6, 2],
  ])('JSON: %j at %j, %s', (text, path, what, line, column, length) => {
    expect(read(text).locate(path, what)).toEqual({ line, column, length });
  });
});

describe('content is data, never code', () => {
  const code =
    '{ get title() { globalThis.feedmillRan = true; return "x" } }, (globalThis.feedmillRan = true)';
  test.each([
    'js',
    'JS',
    'Js',
    'javascript',
    'JavaScript',
    'JAVASCRIPT',
    ' js',
    '\tjs ',
    'jsx',
    'mjs',
    'ts',
    'coffee',
    'cson',
    'CoffeeScript',
    'eval',
    'toString',
    'constructor',
    '__proto__',
    'hasOwnProperty',
    'js yaml',
    '!js',
  ])('front matter in %j is refused', (language) => {
    expect(problemsOf(`---${language}\n${code}\n---\nText\n`)).toEqual([
      expect.objectContaining({
        code: 'front-matter-language',
        line: 1,
        column: 1,
        args: { language: language.trim() },
      }),
    ]);
    expect(globalThis).not.toHaveProperty('feedmillRan');
  });

  test.each([
    '!!js/function "function () { globalThis.feedmillRan = true }"',
    '!!js/undefined ""',
    '!!js/regexp /a/',
    '!ruby/object:Gem::Installer {}',
    '!!python/object/apply:os.system ["true"]',
    '!!binary aGk=',
    '!!timestamp 2026-01-01',
  ])('the YAML tag in %j is refused', (value) => {
    expect(problemsOf(yaml(`a: ${value}`))).toEqual([
      expect.objectContaining({ code: 'front-matter-syntax', line: 2, column: 4 }),
    ]);
    expect(globalThis).not.toHaveProperty('feedmillRan');
  });

  test.each([
    [
      'YAML',
      yaml(
        '__proto__:\n  polluted: yes\nconstructor:\n  prototype:\n    polluted: yes\n<<: {__proto__: {polluted: yes}}',
      ),
    ],
    ['TOML', toml('[__proto__]\npolluted = "yes"\n[constructor.prototype]\npolluted = "yes"')],
    ['JSON', json('{"__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}}')],
  ])('%s keys such as __proto__ are keys like others', (_, text) => {
    const { data } = read(text);
    expect({}).not.toHaveProperty('polluted');
    expect(Object.keys(data).toSorted()).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(data)).toBeNull();
    expect(data['toString']).toBeUndefined();
    expect(Object.getOwnPropertyDescriptor(data, '__proto__')?.value).toEqual({ polluted: 'yes' });
  });

  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const bomb = names
    .map((name, index) => `${name}: &${name} [${ten(index === 0 ? 'x' : `*${names[index - 1]}`)}]`)
    .join('\n');
  test.each([
    ['aliases of aliases', yaml(bomb), 'it is too large when its aliases (`*name`) are expanded.'],
    ['an alias of itself', yaml('a: &a [*a]'), 'it is nested too deeply.'],
    ['YAML 100,000 open brackets deep', yaml(`a: ${'['.repeat(100_000)}`), 'it is nested too deeply.'],
    ['YAML a thousand keys of keys deep', yaml(`${'? '.repeat(1000)}x`), 'it is nested too deeply.'],
    [
      'YAML a thousand lists deep',
      yaml(`a: ${'['.repeat(1000)}${']'.repeat(1000)}`),
      'it is nested too deeply.',
    ],
    [
      'TOML a thousand lists deep',
      toml(`a = ${'['.repeat(1000)}${']'.repeat(1000)}`),
      'it is nested too deeply.',
    ],
    [
      'JSON a thousand lists deep',
      json(`{"a": ${'['.repeat(1000)}${']'.repeat(1000)}}`),
      'it is nested too deeply.',
    ],
    ['JSON a million lists deep', json(`{"a": ${'['.repeat(1_000_000)}`), 'it is nested too deeply.'],
    [
      'a million blank lines',
      yaml(`a: b${'\n'.repeat(1_000_000)}c: d`),
      'it contains more than 1,000 spaces in a row.',
    ],
  ])('%s are refused', (_, text, detail) => {
    expect(problemsOf(text)).toEqual([
      expect.objectContaining({ code: 'front-matter-syntax', args: expect.objectContaining({ detail }) }),
    ]);
  });

  test('a key is looked for once in maps that merge one another ten times over', () => {
    const levels = [...names, 'h', 'i', 'j', 'k', 'l', 'm'];
    const merges = levels.map((name, index) => {
      const other = levels[index - 1];
      return `${name}: &${name} {${other === undefined ? '' : `<<: [${ten(`*${other}`)}]`}}`;
    });
    expect(read(yaml(merges.join('\n'))).locate(['m', 'missing'])).toMatchObject({ line: 14, column: 7 });
  });

  test('a key called excerpt_separator is only a key', () => {
    expect(read(yaml('excerpt_separator:\n  a: b')).data).toEqual({ excerpt_separator: { a: 'b' } });
  });

  test('reading the same invalid file twice reports the same problems', () => {
    expect(told(yaml('a: @b'))).toEqual(told(yaml('a: @b')));
  });

  test('no bytes make it throw', () => {
    const pieces = fc.constantFrom(
      '---',
      '+++',
      ';;;',
      '\n',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      ':',
      ' ',
      'a',
      '= ',
      '- ',
      '&a',
      '*a',
      '!',
      '|',
      '>',
      '#',
      ',',
      '\t',
      '\r',
      '<<',
      '\u2028',
      '\ufeff',
      '...',
      'json',
    );
    fc.assert(
      fc.property(
        fc.constantFrom('---\n', '+++\n', '---json\n', '{"', ';;;\n', ''),
        fc.array(pieces, { maxLength: 40 }),
        fc.constantFrom('\n---\n', '\n+++\n', '\n;;;\n', ''),
        (open, inner, close) => {
          const { matter, problems } = readFrontMatter(utf8.encode(open + inner.join('') + close), 'a.md');
          expect(matter !== undefined || problems.length > 0).toBe(true);
          for (const { line, column } of problems)
            expect([line, column]).toEqual([expect.any(Number), expect.any(Number)]);
          for (const key of Object.keys(matter?.data ?? {}))
            expect(matter?.locate([key])).toMatchObject({ line: expect.any(Number) });
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('a file of which only the front matter becomes text', () => {
  const piece = fc.constantFrom(
    ' ',
    '\t',
    '\ufeff',
    '\u00a0',
    '\u000b',
    '<!-- x -->',
    'é',
    '🎉',
    'yaml',
    '{"',
    '+++',
    '-',
  );
  const fence = fc.constantFrom('---', '---', '...', '--- ', '---\t', '...  ');
  const line = fc.oneof(
    fence,
    fc.constantFrom('a: b', 'c: [d]', 'a: c', '# e', '', ''),
    piece,
    fc.tuple(fence, piece).map((all) => all.join('')),
  );
  const end = fc.constantFrom('\n', '\n', '\n', '\n', '\n', '\r\n', '\r', '');
  const lines = fc.array(fc.tuple(line, end), { maxLength: 6 }).map((all) => all.flat().join(''));
  const text = lines.map((one) => `---\n${one}`);

  test('is split as it is behind a blank line, which makes all of it text', () => {
    fc.assert(
      fc.property(text, (written) => {
        const { matter, problems } = readFrontMatter(utf8.encode(written), 'a.md');
        const other = readFrontMatter(utf8.encode(`\n${written}`), 'a.md');
        const moved = problems.map((one) => ({ ...one, line: (one.line ?? 0) + 1 }));
        expect(moved).toEqual(other.problems);
        expect(matter?.data).toEqual(other.matter?.data);
        if (!matter?.present) return;
        expect(matter.body).toBe(other.matter?.body);
        expect(matter.bodyLine + 1).toBe(other.matter?.bodyLine);
        const places = Object.keys(matter.data).map((key) => matter.locate([key]));
        expect(places.map((one) => ({ ...one, line: one.line + 1 }))).toEqual(
          Object.keys(matter.data).map((key) => other.matter?.locate([key])),
        );
      }),
      { numRuns: 5000 },
    );
  });
});
