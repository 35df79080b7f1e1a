import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a site by path. */
export type Sources = Readonly<Record<string, string | Uint8Array>>;

/** What a change writes; `undefined` removes a file. */
export type Changes = Readonly<Record<string, string | Uint8Array | undefined>>;

export const config = `url: https://example.com/
title: Example
feeds: { by: [tag, language, section], minimum: 2 }
`;

/** An article of the given day of 2026. */
export function article(day: number, more = '', body = 'Text.'): string {
  const date = new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
  return `---\ntitle: Title ${day}\ndate: ${date}\n${more}---\n\n${body}\n`;
}

/** The start of a PNG, from which its size is read. */
export function picture(width: number): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes.write('89504e470d0a1a0a0000000d49484452', 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(width, 20);
  bytes.set([8, 2], 24);
  return bytes;
}

/** So many articles, `m0.md` and so on. */
export function many(count: number, text: (index: number) => string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`content/m${index}.md`, text(index)]),
  );
}

export const tags = (names: string) => `tags: [${names}]\n`;

const sounds = ['cbr.mp3', 'vbr.mp3'].map((name) => readFileSync(join(import.meta.dirname, 'media', name)));

/** Sites, and the changes they go through one after the other, that random edits seldom meet. */
export const changes: readonly [name: string, site: Sources, ...changes: Changes[]][] = [
  [
    'a folder that becomes a language because of the folders beside it',
    {
      'feedmill.yaml': 'url: https://example.com/\ntitle: Example\n',
      'content/a.md': article(1),
      'content/it/b.md': article(2, '', 'See [a](../a.md).'),
      'content/c.md': article(3, '', 'See [b](it/b.md).'),
    },
    { 'content/de/a.md': article(5) },
    { 'content/fr/a.md': article(6) },
    { 'content/de/a.md': undefined },
    { 'content/fr/a.md': undefined },
  ],
  [
    'an address with a colon, and others that are encoded',
    {
      'content/c:d.md': article(1, '', '![A](c:d.png)'),
      'content/mailto:x/index.md': article(2, '', 'See [c](../c:d.md).'),
      'content/é & ü.md': article(3),
      'content/a.md': article(4, 'permalink: /x:y/\n'),
      'content/100%.md': article(5),
    },
    { 'content/e.md': article(6) },
    { 'content/c:d.md': article(1, '', 'Other text.') },
  ],
  [
    'more and fewer feeds, whose compressed size is reported or not',
    many(20, (at) => article(at + 1, tags(`T${at >> 1}`))),
    { 'content/n.md': article(25, tags('New')), 'content/o.md': article(26, tags('New')) },
    { 'content/n.md': undefined },
  ],
  [
    'a translation that is added, renamed, and removed',
    { 'content/en/a.md': article(1), 'content/de/b.md': article(2), 'content/en/c.md': article(3) },
    { 'content/de/a.md': article(4) },
    { 'content/fr/a.md': article(4) },
    { 'content/de/a.md': article(4, 'permalink: /de/anders/\n') },
    { 'content/de/a.md': article(4, 'draft: true\n') },
    { 'content/fr/a.md': undefined },
  ],
  [
    'files that names in template syntax mean',
    {
      'content/a.md': article(1, '', 'See [b]({{< ref "b.md" >}}) and [c]({{< ref "c" >}}).'),
      'content/c.md': article(2),
      'content/deep/d.md': article(3),
    },
    { 'content/b.md': article(4) },
    { 'content/deep/b.md': article(5), 'content/b.md': undefined },
    { 'content/c.md': article(2, 'draft: true\n') },
    { 'content/c.md': undefined },
  ],
  [
    'a link to an article that becomes a draft, is not due yet, and is gone',
    { 'content/a.md': article(1, '', 'See [b](b.md) and [b](/b/).'), 'content/b.md': article(2) },
    { 'content/b.md': article(2, 'draft: true\n') },
    { 'content/b.md': article(2, 'expires: 2026-02-01\n') },
    { 'content/b.md': article(2, 'publishDate: 2026-12-01\n') },
    { 'content/b.md': undefined },
    { 'content/b.md': 'No article.' },
    { 'content/b.md': article(2) },
  ],
  [
    'a tag that an older article spells differently',
    {
      'content/a.md': article(10, tags('boats')),
      'content/b.md': article(11, tags('boats')),
      'content/c.md': article(12, tags('Other')),
    },
    { 'content/d.md': article(5, tags('BOATS')) },
    { 'content/e.md': article(4, tags('Boats')) },
    { 'content/e.md': undefined, 'content/d.md': undefined },
    { 'content/b.md': article(11) },
  ],
  [
    'archives that shift, and feeds that are cut',
    {
      'feedmill.yaml': `${config}archives: true\narchiveSize: 3\nlimit: 4\nmaxBytes: 10000\n`,
      ...many(10, (at) => article(at + 2, '', 'A long text. '.repeat(60))),
    },
    { 'content/first.md': article(1) },
    { 'content/last.md': article(30, '', 'Long. '.repeat(2000)) },
    { 'content/last.md': article(30), 'content/m4.md': undefined },
  ],
  [
    'feeds that are copied to old addresses',
    {
      'feedmill.yaml': `${config}hosting: [github-pages]\nredirects: { /old.xml: /feed.xml, /tag.xml: /tags/t/feed.xml }\n`,
      ...many(4, (at) => article(at + 1, tags('T'))),
    },
    { 'content/n.md': article(9) },
    { 'content/m1.md': undefined, 'content/m2.md': undefined, 'content/m3.md': undefined },
  ],
  [
    'articles without a date that are skipped, and pages that need none',
    {
      'feedmill.yaml': `${config}undated: skip\n`,
      'content/a.md': article(1),
      'content/b.md': '---\ntitle: B\n---\n\nText.\n',
      'content/p.md': '---\ntitle: P\nfeed: false\n---\n\nSee [a](a.md).\n',
    },
    { 'content/b.md': article(2) },
    { 'content/b.md': '---\ntitle: B\n---\n\nText.\n', 'content/p.md': article(3) },
    { 'content/p.md': '---\ntitle: P\nfeed: false\n---\n\nSee [b](b.md).\n' },
  ],
  [
    'a site without pages, and articles that move in and out of feeds',
    {
      'feedmill.yaml': `${config}pages: false\nlimit: 3\n`,
      ...many(8, (at) => article(at + 2, tags(`T${at % 3}`), 'A text with a [link](none.png).')),
    },
    { 'content/n.md': article(20, tags('T1')) },
    { 'content/n.md': article(1, tags('T1')), 'content/m7.md': article(9, tags('T5'), 'Other.') },
    { 'content/m6.md': undefined, 'content/m5.md': undefined, 'content/m4.md': undefined },
  ],
  [
    'people and licences',
    {
      'feedmill.yaml': `${config}people: { jane: { name: Jane } }\nlicense: CC0-1.0\n`,
      'content/a.md': article(1, 'authors: [jane]\n'),
      'content/b.md': article(2, 'license: CC-BY-4.0\n'),
    },
    { 'feedmill.yaml': `${config}people: { jane: { name: Janet } }\nlicense: CC0-1.0\n` },
    { 'feedmill.yaml': `${config}people: { jane: { name: Janet } }\nlicense: CC-BY-4.0\n` },
  ],
  [
    'a picture of another size',
    { 'content/a.md': article(1, 'image: a.png\n', '![A](a.png)'), 'content/a.png': picture(20) },
    { 'content/a.png': picture(30) },
    { 'content/sub/a.png': picture(40), 'content/a.md': article(1, 'image: sub/a.png\n', '![A](a.png)') },
  ],
  [
    'file names with line breaks and commas',
    {
      'content/a\nb.md': article(1),
      'content/a,b\n\nc.md': article(2, '', '![A](<a,b%0A.png>)'),
      'content/a,b\n.png': picture(20),
    },
    { 'content/c.md': article(3) },
    { 'content/a\nb.md': article(1, '', 'Other.') },
  ],
  [
    'an article longer than the buffer it is read into',
    { 'content/a.md': article(1, '', 'Long text. '.repeat(20_000)), 'content/b.md': article(2) },
    { 'content/b.md': article(2, '', 'Other.') },
    { 'content/a.md': article(1, '', 'Long test. '.repeat(20_000)) },
  ],
  [
    'a podcast, and an episode that comes later',
    {
      'feedmill.yaml': `${config}podcast: { type: episodic, category: News, explicit: false, image: /cover.png, owner: { name: J, email: j@example.com } }\nlanguage: en\n`,
      'content/cover.png': picture(1400),
      'content/a.md': article(1, 'audio: a.mp3\n'),
      'content/later.md': article(2, 'audio: b.mp3\npublishDate: 2026-12-01\n'),
      'content/a.mp3': sounds[0] ?? '',
      'content/b.mp3': sounds[1] ?? '',
    },
    { 'content/b.mp3': undefined },
    { 'content/b.mp3': sounds[0] ?? '' },
    { 'content/a.mp3': sounds[1] ?? '', 'content/cover.png': picture(100) },
    { 'content/cover.png': picture(1500), 'content/later.md': article(2, 'audio: a.mp3\n') },
  ],
  [
    'a picture beside an article that gives way to one above it',
    {
      'content/a/index.md': article(1, '', '![A](p.png)'),
      'content/a/p.png': picture(20),
      'content/p.png': picture(30),
    },
    { 'content/a/p.png': undefined, 'content/p.png': picture(40) },
    { 'content/p.png': undefined },
  ],
];
