import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parse, parseFragment, serialize } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { expect, test } from 'vitest';
import { amount } from './effort.ts';
import { read, readAgain } from './readers.ts';
import type { ReadItem } from './readers.ts';
import { validate } from './validator.ts';
import { dangers, feedmill, htmlText, now, workspace } from './workspace.ts';

const count = amount(500, 10_000);
const feeds = [
  ['rss', 'feed.xml'],
  ['atom', 'atom.xml'],
  ['json', 'feed.json'],
] as const;

/** What has broken feeds, and what somebody would write who wants to break one: one in each line. */
const markup = String.raw`
]]>
]]&gt;
]]
<![CDATA[
<![CDATA[ x ]]>
<
>
&
"
'
\
&amp;lt;
&lt;b&gt;
&#0;
&#x1F;
&#xD800;
&nbsp;
&unknown;
&#
%
%00
{{ x }}
slot:1;
<script>alert(1)</script>
</script>
<img src=x onerror=alert(1)>
<svg onload=alert(1)>
<svg><style>
<math><mtext>
</title></item>
</channel></rss>
</content:encoded>
<content type="xhtml">
<!--
-->
--
<!-- more -->
<?xml version="1.0"?>
<?php ?>
<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
&a;
javascript:alert(1)
[x](javascript:alert(1))
![x](data:text/html,<script>alert(1)</script>)
<base href="//e">
<iframe src="//example.org"></iframe>
<form><input name=a>
<style>*{}</style>
<b title="
<p
</p
</div></article>
<details>
<table><td>
<pre>
<xmp>
**
__
_
~~
[^1]
[^1]: x
[x]: <
`
  .trim()
  .split('\n');

/** What begins a line in Markdown, or holds more than one. */
const blocks =
  '# |## |> |- |1. |```\n|~~~\n|---\n|+++\n|\n\n|\r\n|<a href="java\tscript:alert(1)">x</a>'.split('|');

/** Controls, separators, marks of direction, non-characters; then letters that are longer than they look. */
const characters = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)),
  ...Array.from({ length: 0x22 }, (_, code) => String.fromCharCode(0x7f + code)),
  ...Array.from('\u00AD\u061C\u200B\u200D\u200E\u200F\u2028\u2029\u202E\u2066\u2069\u3000\uFEFF\uFFFC\uFFFD'),
  ...Array.from('\uFDD0\uFDEF\uFFFE\uFFFF\u{1FFFE}\u{10FFFF}\u{E0001}İßאمé日𝕏`@|$'),
  ...Array.from(['\u001B[31m', '${x}', '   ', 'e\u0301', '👩‍👩‍👧‍👦', '🇺🇦', '| a | b |\n|---|---|\n']),
];

const word = fc.stringMatching(/^[a-z]{1,9}$/);
const hostile = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...markup) },
      { weight: 1, arbitrary: fc.constantFrom(...blocks) },
      { weight: 2, arbitrary: fc.constantFrom(...characters) },
      { weight: 4, arbitrary: word },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
      { weight: 1, arbitrary: fc.constant(' ') },
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

// An address in a name is read as one, and is not a part of it; that is another test's.
const name = hostile.map((text) => text.replaceAll('@', ''));

const article = fc.record({
  title: hostile,
  summary: fc.option(hostile),
  tags: fc.array(hostile, { maxLength: 4 }),
  authors: fc.array(name, { maxLength: 3 }),
  body: fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join('\n\n')),
});

/**
 * `text` as it is to be read back, by the rule for texts on one line: what XML 1.0 §2.2 does not allow or advises
 * against (controls but tab, LF and CR, non-characters) and U+FFFD are left out; runs of white space are one space,
 * none at the ends.
 */
function onOneLine(text: string): string {
  return Array.from(text)
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      const isControl = code < 0x20 || (code >= 0x7f && code <= 0x9f);
      const isCharacter = (code & 0xfffe) !== 0xfffe && !(code >= 0xfdd0 && code <= 0xfdef);
      return code === 0x9 || code === 0xa || code === 0xd || (!isControl && isCharacter && code !== 0xfffd);
    })
    .join('')
    .split(/\s+/)
    .filter((part) => part !== '')
    .join(' ');
}

/** A double-quoted YAML 1.2 scalar (§7.3.1): JSON, but with everything that is not printable (§5.1) escaped too. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007F-\u00A0\u00AD\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** The first spelling of each: topics that differ only in case or composition are one. */
function topics(tags: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const tag of tags.map(onOneLine)) {
    const key = tag.normalize('NFC').toLowerCase();
    if (tag !== '' && !seen.has(key)) seen.set(key, tag);
  }
  return [...seen.values()];
}

interface Written {
  readonly file: string;
  readonly source: string;
  readonly stat: string;
  /** What is to be read back; without a summary where it is cut from the text. */
  readonly wanted: Pick<ReadItem, 'id' | 'url' | 'title' | 'published' | 'tags' | 'authors'>;
  readonly summary: string | undefined;
}

function written(
  one: typeof article extends fc.Arbitrary<infer Value> ? Value : never,
  index: number,
): Written {
  const published = Date.parse('2025-01-01T00:00:00Z') + index * 60_000;
  // An article must have a title: one that says nothing gets a letter.
  const title = onOneLine(one.title) === '' ? `${one.title}T` : one.title;
  const authors = one.authors.filter((each) => onOneLine(each) !== '');
  const summary = one.summary === null || onOneLine(one.summary) === '' ? undefined : one.summary;
  const mark = `mark${index}end`;
  const path = `a${String(index).padStart(5, '0')}`;
  const front = [
    `title: ${quoted(title)}`,
    `date: ${new Date(published).toISOString()}`,
    ...(summary === undefined ? [] : [`description: ${quoted(summary)}`]),
    ...(one.tags.length > 0 ? [`tags: [${one.tags.map(quoted).join(', ')}]`] : []),
    ...(authors.length > 0 ? ['authors:', ...authors.map((each) => `  - { name: ${quoted(each)} }`)] : []),
  ];
  const url = `https://example.com/${path}/`;
  return {
    file: `content/${path}.md`,
    source: `---\n${front.join('\n')}\n---\n\n${mark}\n\n${one.body}\n`,
    stat: mark,
    wanted: {
      id: url,
      url,
      title: onOneLine(title),
      published,
      tags: topics(one.tags),
      authors: authors.length > 0 ? [...new Set(authors.map(onOneLine))] : ['Site'],
    },
    summary: summary === undefined ? undefined : onOneLine(summary),
  };
}

test(`${count} hostile articles: three valid feeds whose text reads back equal, and nothing in them can run`, async () => {
  const articles = fc.sample(article, { numRuns: count, seed: 20_260_127 }).map(written);
  const root = await workspace({
    'feedmill.yaml': `url: https://example.com/\ntitle: Hostile\nlimit: ${count}\nmaxBytes: 100000000\npages: false\nauthors: [{ name: Site }]\n`,
    ...Object.fromEntries(articles.map(({ file, source }) => [file, source])),
  });
  const { code, stdout } = await feedmill(root, ['build', '--now', now, '--reporter', 'json']);
  const report: { problems: { severity: string; code: string }[] } = JSON.parse(stdout);
  expect(report.problems.filter(({ severity }) => severity === 'error').slice(0, 5)).toEqual([]);
  expect(code).toBe(0);

  const wanted = articles.toReversed();
  const documents = await Promise.all(
    feeds.map(async ([format, file]) => ({
      format,
      file,
      text: await readFile(join(root, 'dist', file), 'utf8'),
    })),
  );
  const [rss = [], atom = [], json = []] = documents.map(({ format, text }) => read(format, text).items);
  for (const items of [rss, atom, json]) {
    expect(differences(wanted, items)).toEqual([]);
  }
  expect(unlike(rss, atom)).toEqual([]);
  expect(unlike(rss, json)).toEqual([]);
  expect(rss.flatMap(({ html }) => dangers(html)).slice(0, 5)).toEqual([]);
  expect(rss.flatMap(({ html }) => escapes(html)).slice(0, 5)).toEqual([]);
  for (const { format, file, text } of documents) {
    expect(validate(format, text, `https://example.com/${file}`).slice(0, 5)).toEqual([]);
  }
  // Another parser, less strict, sees the same titles.
  for (const { format, text } of documents) {
    expect(readAgain(format, text).items.map(({ id }) => id)).toEqual(rss.map(({ id }) => id));
  }
}, 600_000);

test('300 hostile articles: pages that are valid HTML, say the title, and run nothing', async () => {
  const articles = fc.sample(article, { numRuns: 300, seed: 20_260_128 }).map(written);
  const root = await workspace({
    'feedmill.yaml': 'url: https://example.com/\ntitle: Hostile\nauthors: [{ name: Site }]\n',
    ...Object.fromEntries(articles.map(({ file, source }) => [file, source])),
  });
  const { code, stdout } = await feedmill(root, ['build', '--now', now]);
  if (code !== 0) throw new Error(stdout);
  for (const { file, stat: mark, wanted } of articles) {
    const path = file.replace('content/', 'dist/').replace('.md', '/index.html');
    const html = await readFile(join(root, path), 'utf8');
    const errors: string[] = [];
    const document = parse(html, { onParseError: (error) => errors.push(`${path}: ${error.code}`) });
    expect(errors).toEqual([]);
    expect(dangers(html).map((danger) => `${path}: ${danger}`)).toEqual([]);
    expect(headings(document)).toEqual([wanted.title]);
    expect(html.split(mark)).not.toHaveLength(1);
  }
}, 60_000);

function headings(node: DefaultTreeAdapterTypes.ParentNode): string[] {
  return node.childNodes.flatMap((child) => {
    if (!('childNodes' in child)) return [];
    return child.nodeName === 'h1' ? [htmlText(serialize(child))] : headings(child);
  });
}

/** The first few places where an item is not what was written. */
function differences(wanted: readonly Written[], items: readonly ReadItem[]): unknown[] {
  const found = wanted.flatMap(
    ({ wanted: { id, url, title, published, tags, authors }, summary, stat: mark }, index) => {
      const item = items[index];
      if (!item) return [[id, 'is missing']];
      const pairs: readonly (readonly [string, unknown, unknown])[] = [
        ['id', id, item.id],
        ['url', url, item.url],
        ['title', title, item.title],
        ['published', published, item.published],
        ['tags', tags.join('|'), item.tags.join('|')],
        ['authors', authors.join('|'), item.authors.join('|')],
        ['summary', summary ?? item.summary, item.summary],
        ['mark', true, item.html.includes(mark)],
      ];
      return pairs.filter(([, one, other]) => one !== other).map((pair) => [id, ...pair]);
    },
  );
  return [...found.slice(0, 5), ...(items.length === wanted.length ? [] : [`${items.length} items`])];
}

/** The first few items that the formats tell differently. */
function unlike(some: readonly ReadItem[], others: readonly ReadItem[]): unknown[] {
  return some
    .map((one, index) => [JSON.stringify(one), JSON.stringify(others[index])])
    .filter(([one, other]) => one !== other)
    .slice(0, 3);
}

/** Whether `html` ends elements it did not begin, or leaves some open for what a reader puts behind it. */
function escapes(html: string): string[] {
  const root = parseFragment(`<div id="a">${html}</div><div id="b"></div>`);
  const names = root.childNodes.map((node) =>
    'attrs' in node ? (node.attrs.find(({ name: key }) => key === 'id')?.value ?? '') : node.nodeName,
  );
  return names.join() === 'a,b' ? [] : [html];
}
