import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { similar } from '../src/subscribers/identity/similarity.ts';
import {
  createSimilarityIndex,
  similarity,
  minHash as sketchOfBytes,
} from '../src/subscribers/identity/minhash.ts';
import { loadConfig } from '../src/config/config.ts';
import { createBatchReader } from '../src/pipeline/read-articles.ts';
import { prose } from './pieces.ts';
import { workspace } from './workspace.ts';

const sketchOf = (text: string) => sketchOfBytes(Buffer.from(text));

const repository = join(import.meta.dirname, '..');
const content = readdirSync(join(repository, 'content'), { recursive: true, encoding: 'utf8' });

/** What people have written: the sections of this repository's own articles and papers, each a text. */
const texts = content
  .filter((path) => path.endsWith('.md'))
  .map((path) => `content/${path}`)
  .concat('README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md')
  .flatMap((path) => readFileSync(join(repository, path), 'utf8').split(/\n#+ /))
  .filter((text) => text.split(/\s+/).length > 80);
const textSignatures = texts.map((text) => sketchOf(text));

let state = 7;
/** Says yes in `share` of all cases, the same ones every time. */
function chance(share: number): boolean {
  state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return state / 4_294_967_296 < share;
}

const words = (text: string, change: (word: string) => string) => text.split(' ').map(change).join(' ');

test('texts that are others are not alike, by far', () => {
  const others = textSignatures.flatMap((one, at) =>
    textSignatures.slice(0, at).map((other) => similarity(one, other)),
  );
  const sorted = others.toSorted((a, b) => a - b);
  expect(others.length).toBeGreaterThan(1000);
  expect(sorted[Math.floor(others.length * 0.99)]).toBeLessThan(0.2);
  expect(sorted[Math.floor(others.length * 0.999)]).toBeLessThan(similar);
});

describe('a text that was edited is alike, nearly always', () => {
  test.each<[string, number, (text: string, at: number) => string]>([
    ['one word in twenty is another', 0.97, (text) => words(text, (word) => (chance(0.05) ? 'other' : word))],
    ['one word in ten is another', 0.9, (text) => words(text, (word) => (chance(0.1) ? 'other' : word))],
    ['the first sentence is gone', 0.95, (text) => text.replace(/^[^.]*\./, '')],
    ['half of it is gone', 0.9, (text) => text.slice(0, text.length / 2)],
    [
      'half as much is added',
      0.97,
      (text, at) => text + (texts[(at + 1) % texts.length] ?? '').slice(0, text.length / 2),
    ],
    [
      'something is put before it',
      0.95,
      (text, at) => (texts[(at + 1) % texts.length] ?? '').slice(0, 400) + text,
    ],
    ['its paragraphs stand in another order', 0.97, (text) => text.split('\n\n').toReversed().join('\n\n')],
    [
      'its lines are broken elsewhere, and its capitals are gone',
      1,
      (text) => text.replaceAll(/\s+/g, '\n').toLowerCase(),
    ],
  ])('where %s', (_, share, edit) => {
    const found = texts.filter(
      (text, at) => similarity(textSignatures[at] ?? '', sketchOf(edit(text, at))) >= similar,
    );
    expect(found.length / texts.length).toBeGreaterThanOrEqual(share);
  });
});

test.each([
  [
    'Chinese',
    '今天早上港口的风很大。老船长说，再过一个冬天，这条旧船就不能再用了。镇上的人都在谈论新船的价钱。',
  ],
  [
    'Japanese',
    '港の風が強い朝だった。古い船はもう一冬もたないだろう、と船長は言った。町では新しい船の値段の話ばかりだ。',
  ],
  ['Thai', 'เช้านี้ลมแรงที่ท่าเรือ กัปตันเฒ่าบอกว่าเรือลำเก่าคงอยู่ไม่ถึงฤดูหนาวหน้า ชาวเมืองพูดถึงราคาเรือใหม่กันทั้งวัน'],
  [
    'Korean',
    '오늘 아침 항구에는 바람이 세게 불었다. 늙은 선장은 낡은 배가 겨울을 넘기지 못할 것이라고 말했다.',
  ],
  [
    'Arabic',
    'كانت الرياح قوية في الميناء هذا الصباح. قال القبطان العجوز إن السفينة القديمة لن تصمد شتاء آخر.',
  ],
  [
    'Greek',
    'Ο άνεμος ήταν δυνατός στο λιμάνι σήμερα το πρωί. Ο γέρος καπετάνιος είπε ότι το παλιό πλοίο δεν θα αντέξει.',
  ],
])('a text in %s can be told from another one', (_, text) => {
  const sketch = sketchOf(text);
  expect(similarity(sketch, sketchOf(text.slice(0, -6)))).toBeGreaterThanOrEqual(similar);
  expect(similarity(sketch, sketchOf(Array.from(text).toReversed().join('')))).toBeLessThan(similar);
});

test('any text has a sketch of thirty-two digits, or none where it has no words; and is like itself', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 300 }), (text) => {
      const sketch = sketchOf(text);
      expect(sketch).toMatch(/^(?:[\da-f]{32})?$/);
      expect(similarity(sketch, sketch)).toBe(sketch === '' ? 0 : 1);
    }),
  );
});

test('words are separated in the same way in any text', () => {
  const latin = array(
    oneof(
      {
        weight: 6,
        arbitrary: constantFrom('ferry', 'HARBOUR', 'où', 'ÉTÉ', 'straße', 'Ærø', '1880', ' ', ', ', '\n'),
      },
      { weight: 2, arbitrary: constantFrom('—', '’', '“', '…', '\u00A0', '×', '÷', '_', '-') },
    ),
    { maxLength: 120 },
  );
  assert(
    property(latin, (pieces) => {
      const text = pieces.join('');
      // A sign that only the slower way knows; it stands between words itself.
      expect(sketchOf(`${text} \u2E3A`)).toBe(sketchOf(text));
    }),
    { numRuns: 500 },
  );
});

test('what resembles most is found as if each were looked at', () => {
  const some = Array.from({ length: 60 }, (_, at) => sketchOf(prose(Math.floor(at / 3), 10 + (at % 3) * 2)));
  const resemble = createSimilarityIndex(some);
  for (const sketch of [...some, '', 'no sketch']) {
    const found = resemble(sketch, { least: similar, most: 60, isCandidate: () => true });
    const expected = some.map((one) => similarity(sketch, one)).filter((much) => much >= similar);
    expect(found.map(({ much }) => much)).toEqual(expected.toSorted((a, b) => b - a));
    expect(found.every(({ at, much }) => similarity(sketch, some[at] ?? '') === much)).toBe(true);
  }
});

test('a thread that reads articles makes the sketches that are wanted', async () => {
  const root = await workspace({ 'a.md': '---\ntitle: A\ndate: 2026-01-01\n---\n\nSome text.\n' });
  const config = (await loadConfig({ root, flags: { url: 'https://example.com/', title: 'Example' } }))
    .config;
  if (!config) throw new Error('There is no config.');
  const read = createBatchReader({ config, languages: new Map(), assets: [], textSignatures: true });
  const files = await read([
    { source: { file: 'a.md', path: 'a.md', folder: root, location: join(root, 'a.md') } },
  ]);
  expect(files.map(({ textSignature }) => textSignature)).toEqual([sketchOf('Some text.')]);
});
