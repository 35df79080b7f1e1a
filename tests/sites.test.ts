import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ReadItem } from './readers.ts';
import { read as readStrictly, readAgain } from './readers.ts';
import { validate } from './validator.ts';
import { dangers, feedmill, htmlText, list, now, readReport, snapshot, workspace } from './workspace.ts';

const strings = v.optional(v.array(v.string()), []);

/** What a site's `expected.json` says, written by hand from the rules. */
const Expected = v.strictObject({
  /** The items of every feed, in order. */
  items: v.array(
    v.strictObject({
      url: v.string(),
      /** Where it is not the URL. */
      id: v.optional(v.string()),
      title: v.string(),
      language: v.optional(v.string()),
      published: v.string(),
      updated: v.string(),
      authors: v.array(v.string()),
      tags: v.array(v.string()),
      summary: v.optional(v.string()),
      image: v.optional(v.string()),
      /** Strings its HTML contains, and must not contain; strings of the text that is seen. */
      contains: strings,
      omits: strings,
      text: strings,
    }),
  ),
  /** Files the output has, and must not have. */
  files: v.array(v.string()),
  absent: strings,
  /** Strings that stand in pages. */
  pages: v.optional(v.record(v.string(), v.array(v.string())), {}),
  /** Strings that stand in no file of the output; and in no feed and not in the index. */
  nowhere: strings,
  unlisted: strings,
  warnings: v.array(v.strictObject({ code: v.string(), file: v.string(), line: v.number() })),
});

const folder = join(import.meta.dirname, 'sites');
const feeds = [
  ['rss', 'feed.xml'],
  ['atom', 'atom.xml'],
  ['json', 'feed.json'],
] as const;

/** Builds a copy of the site, as nobody's warnings stand in the way of. */
async function built(
  site: string,
): Promise<{ root: string; output: string; read: (path: string) => Promise<string> }> {
  const root = await workspace(join(folder, site));
  const { code, stdout, stderr } = await feedmill(root, ['build', '--now', now]);
  if (code !== 0) throw new Error(`The build gave ${code}:\n${stdout}${stderr}`);
  const output = join(root, 'dist');
  return { root, output, read: (path) => readFile(join(output, path), 'utf8') };
}

describe.each(readdirSync(folder))('%s', (site) => {
  const expected = v.parse(Expected, JSON.parse(readFileSync(join(folder, site, 'expected.json'), 'utf8')));

  const { url: base } = v.parse(
    v.object({ url: v.string() }),
    parse(readFileSync(join(folder, site, 'feedmill.yaml'), 'utf8')),
  );

  test.each(feeds)('%s has the authors, titles and dates in order', async (format, file) => {
    const { read } = await built(site);
    const text = await read(file);
    const wanted = expected.items.map(({ url, id = url, title, published, updated, authors, tags }) => ({
      id,
      url,
      title,
      published: Date.parse(published),
      updated: Date.parse(updated),
      authors,
      tags,
    }));
    expect(readStrictly(format, text).items.map(story)).toEqual(wanted);
    expect(readAgain(format, text).items.map(story)).toEqual(wanted);
  });

  test.each(feeds)('%s carries text, summaries, pictures and languages', async (format, file) => {
    const { read } = await built(site);
    const feed = readStrictly(format, await read(file));
    const items = new Map(feed.items.map((item) => [item.url, item]));
    expect(
      expected.items.flatMap((wanted) =>
        shortcomings(wanted, items.get(wanted.url), feed.language).map((one) => [wanted.url, one]),
      ),
    ).toEqual([]);
  });

  test.each(feeds)('%s is valid', async (format, file) => {
    const { read } = await built(site);
    expect(validate(format, await read(file), base + file)).toEqual([]);
  });

  test('the three feeds carry the same, and nothing in it can run', async () => {
    const { read } = await built(site);
    const [rss = [], atom, json] = await Promise.all(
      feeds.map(async ([format, file]) =>
        readStrictly(format, await read(file)).items.map(({ html, summary, image }) => ({
          html,
          summary,
          image,
        })),
      ),
    );
    expect(atom).toEqual(rss);
    expect(json).toEqual(rss);
    expect(rss.flatMap(({ html }) => dangers(html))).toEqual([]);
  });

  test('the output has its files, and only what is to be published', async () => {
    const { output, read } = await built(site);
    const files = await list(output);
    expect(files).toEqual(expect.arrayContaining(expected.files));
    expect(files.filter((file) => expected.absent.includes(file))).toEqual([]);
    const published = new Map(
      await Promise.all(
        files
          .filter((file) => /\.(?:html|xml|json|txt)$/.test(file))
          .map(async (file) => [file, await read(file)] as const),
      ),
    );
    const index = published.get('index.html') ?? '';
    const lists = [index, ...feeds.map(([, file]) => published.get(file) ?? '')];
    expect({
      leaked: [...published].flatMap(([file, text]) =>
        found(text, expected.nowhere).map((one) => [file, one]),
      ),
      listed: lists.flatMap((text) => found(text, expected.unlisted)),
      lacking: Object.entries(expected.pages).flatMap(([file, wanted]) =>
        missing(published.get(file) ?? '', wanted).map((one) => [file, one]),
      ),
      notInIndex: missing(
        loose(htmlText(index)),
        expected.items.map(({ title }) => loose(title)),
      ),
      dangerous: [...published].flatMap(([file, text]) =>
        file.endsWith('.html') ? dangers(text).map((one) => [file, one]) : [],
      ),
    }).toEqual({ leaked: [], listed: [], lacking: [], notInIndex: [], dangerous: [] });
  });

  test('a second build writes nothing', async () => {
    const { root, output } = await built(site);
    const before = await snapshot(output);
    const { code } = await feedmill(root, ['build', '--now', now]);
    expect(code).toBe(0);
    expect(await snapshot(output)).toEqual(before);
  });

  test('the warnings are those an editor needs, and no others', async () => {
    const root = await workspace(join(folder, site));
    const { code, stdout } = await feedmill(root, ['build', '--now', now, '--reporter', 'json']);
    const report = readReport(stdout);
    expect(
      report.problems.map(({ code: kind, severity, file, line }) => ({ code: kind, severity, file, line })),
    ).toEqual(expected.warnings.map((warning) => ({ ...warning, severity: 'warning' })));
    expect([code, report.exitCode]).toEqual([0, 0]);
  });
});

function story({
  id,
  url,
  title,
  published,
  updated,
  authors,
  tags,
}: ReadItem): Pick<ReadItem, 'id' | 'url' | 'title' | 'published' | 'updated' | 'authors' | 'tags'> {
  return { id, url, title, published, updated, authors, tags };
}

/** What `item` lacks of what is wanted of it, or has too much. */
function shortcomings(
  { contains, omits, text, summary, image, language }: v.InferOutput<typeof Expected>['items'][number],
  item: ReadItem | undefined,
  ofFeed: string,
): string[] {
  if (!item) return ['is not in the feed'];
  const spoken = item.language === '' ? ofFeed : item.language;
  return [
    ...missing(item.html, contains).map((one) => `lacks ${one} in ${item.html}`),
    ...found(item.html, omits).map((one) => `has ${one} in ${item.html}`),
    ...missing(loose(htmlText(item.html)), text.map(loose)).map((one) => `does not say "${one}"`),
    ...(summary === undefined || summary === item.summary ? [] : [`has the summary "${item.summary}"`]),
    ...(image === undefined || image === item.image ? [] : [`has the picture "${item.image}"`]),
    ...(language === undefined || language === spoken ? [] : [`is in "${spoken}"`]),
  ];
}

function found(text: string, wanted: readonly string[]): string[] {
  return wanted.filter((one) => text.includes(one));
}

function missing(text: string, wanted: readonly string[]): string[] {
  return wanted.filter((one) => !text.includes(one));
}

/** `text` with runs of white space as one space: where a line breaks does not matter. */
function loose(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
