import { expect, test } from 'vitest';
import * as v from 'valibot';
import { feedmill, workspace } from './workspace.ts';

const Report = v.object({ summary: v.object({ files: v.object({ written: v.array(v.string()) }) }) });

/** The beginning of a PNG of 3 × 2 pixels (PNG §11.2.2). */
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000030000000208060000009d746612', 'hex');

/** A reader of a file of one kind finds links to files of the kinds before it. */
const kinds: readonly (readonly [kind: string, path: RegExp])[] = [
  ['picture', /\.png$/],
  ['style or page', /\.css$|^article-\d\/index\.html$/],
  ['archive', /^archive\//],
  ['feed', /(?:feed|atom)\.(?:xml|json)$/],
  ['list', /^(?:tags\/ships\/)?index\.html$|^sitemap\.xml$|^feeds\.opml$/],
];

function kindOf(path: string): string {
  return kinds.find(([, pattern]) => pattern.test(path))?.[0] ?? path;
}

test('pictures, styles and pages appear before feeds, and feeds before the lists that link to them', async () => {
  const days = [1, 2, 3, 4];
  const root = await workspace({
    'feedmill.yaml': `url: https://example.com/
title: Example
icon: /icon.png
limit: 2
archives: true
archiveSize: 2
feeds: { by: [tag], minimum: 1 }
files: { opml: feeds.opml }
`,
    'content/icon.png': png,
    ...Object.fromEntries(days.map((day) => [`content/photo-${day}.png`, png])),
    ...Object.fromEntries(
      days.map((day) => [
        `content/article-${day}.md`,
        `---\ntitle: Article ${day}\ndate: 2026-01-0${day}\ntags: [ships]\n---\n\n![A pier](photo-${day}.png)\n`,
      ]),
    ),
  });
  const { stdout } = await feedmill(root, ['build', '--reporter', 'json']);
  const { written } = v.parse(Report, JSON.parse(stdout)).summary.files;
  const order = written.map(kindOf);
  expect(order.filter((kind, at) => kind !== order[at - 1])).toEqual(kinds.map(([kind]) => kind));
  // A page loads its style sheet.
  expect(written.indexOf('feedmill-article.css')).toBeLessThan(written.indexOf('article-1/index.html'));
});
