import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { feedmill, workspace } from './workspace.ts';

const Told = v.object({
  summary: v.object({
    scheduled: v.number(),
    written: v.number(),
    next: v.optional(
      v.strictObject({
        at: v.string(),
        what: v.picklist(['publish', 'expire']),
        file: v.string(),
        title: v.string(),
      }),
    ),
  }),
});

const config = 'url: https://example.com/\ntitle: Example\n';
const article = (title: string, date: string, more = '') =>
  `---\ntitle: ${title}\ndate: ${date}\n${more}---\n\nText.\n`;
const always = { 'feedmill.yaml': config, 'content/always.md': article('Always', '2026-01-01') };

/** What is said of the next change by a build (or `check`) at `now`. */
async function nextAt(root: string, now: string, command = 'build') {
  const { code, stdout } = await feedmill(root, [command, '--now', now, '--reporter', 'json']);
  expect(code).toBe(0);
  return v.parse(Told, JSON.parse(stdout)).summary;
}

/** The titles in the feed, newest first. */
async function titles(root: string): Promise<string[]> {
  const feed: { items: { title: string }[] } = JSON.parse(
    await readFile(join(root, 'dist/feed.json'), 'utf8'),
  );
  return feed.items.map(({ title }) => title);
}

const noon = '2026-06-01T12:00:00Z';

describe('the next change that time alone brings', () => {
  test('is none where nothing is scheduled and nothing expires', async () => {
    const root = await workspace(always);
    expect(await nextAt(root, noon)).not.toHaveProperty('next');
    expect((await feedmill(root, ['build', '--now', noon])).stdout).not.toContain('Next:');
  });

  test('is the article that is due first, in the time of the site', async () => {
    const root = await workspace({
      ...always,
      'feedmill.yaml': `${config}timezone: Europe/Berlin\n`,
      'content/late.md': article('Late', '2026-12-24'),
      'content/news.md': article('Harbour news', '2026-12-01 09:00'),
    });
    const next = {
      at: '2026-12-01T09:00:00+01:00',
      what: 'publish',
      file: 'content/news.md',
      title: 'Harbour news',
    };
    expect(await nextAt(root, noon)).toMatchObject({ scheduled: 2, next });
    expect(await nextAt(root, noon, 'check')).toMatchObject({ scheduled: 2, next });
    for (const reporter of ['pretty', 'github'])
      expect((await feedmill(root, ['build', '--now', noon, '--reporter', reporter])).stdout).toContain(
        'Next: Harbour news, at 2026-12-01 09:00 +01:00 (content/news.md)\n',
      );
  });

  test('is the published article that goes, where that comes first', async () => {
    const root = await workspace({
      ...always,
      'content/fair.md': article('Fair', '2026-05-01', 'expires: 2026-07-01 18:30\n'),
      'content/news.md': article('News', '2026-07-02'),
    });
    expect((await nextAt(root, noon)).next).toEqual({
      at: '2026-07-01T18:30:00Z',
      what: 'expire',
      file: 'content/fair.md',
      title: 'Fair',
    });
    expect((await feedmill(root, ['build', '--now', noon])).stdout).toContain(
      'Next: Fair expires, at 2026-07-01 18:30 UTC (content/fair.md)\n',
    );
  });

  test('is that of a page outside of the feeds too, and the later end of an embargo', async () => {
    const root = await workspace({
      ...always,
      'content/page.md': article('Page', '2026-05-01', 'feed: false\nexpires: 2026-09-01\n'),
      'content/held.md': article('Held', '2026-06-02', 'publishDate: 2026-08-01\n'),
    });
    expect((await nextAt(root, noon)).next).toMatchObject({ at: '2026-08-01T00:00:00Z', title: 'Held' });
    expect((await nextAt(root, '2026-08-01')).next).toMatchObject({ what: 'expire', title: 'Page' });
  });

  test('is none of an article that is over before it is due', async () => {
    const root = await workspace({
      ...always,
      'content/never.md': article('Never', '2026-08-01', 'expires: 2026-07-01\n'),
      'content/nor.md': article('Nor', '2026-08-01', 'expires: 2026-08-01\n'),
    });
    expect(await nextAt(root, noon)).toEqual({ scheduled: 2, written: expect.any(Number) });
    for (const now of ['2026-07-15', '2026-08-01', '2026-09-01']) {
      expect(await nextAt(root, now)).toMatchObject({ written: 0 });
      expect(await titles(root)).toEqual(['Always']);
    }
  });

  test('of several at one instant is one that appears, then the first by file', async () => {
    const root = await workspace({
      ...always,
      'content/a.md': article('A', '2026-05-01', 'expires: 2026-07-01\n'),
      'content/c.md': article('C', '2026-07-01'),
      'content/b.md': article('B', '2026-07-01'),
    });
    expect((await nextAt(root, noon)).next).toMatchObject({ what: 'publish', title: 'B' });
  });

  test('is published by a build at the reported time, even if it is due within a second', async () => {
    const root = await workspace({
      ...always,
      'content/news.md': article('News', '2026-07-01T09:00:00.250Z'),
    });
    const { next } = await nextAt(root, noon);
    expect(next?.at).toBe('2026-07-01T09:00:01Z');
    await nextAt(root, next?.at ?? '');
    expect(await titles(root)).toEqual(['News', 'Always']);
  });

  test('leads from one build to the next until there is none', async () => {
    const root = await workspace({
      ...always,
      'feedmill.yaml': `${config}timezone: America/New_York\n`,
      'content/a.md': article('A', '2026-07-01 09:00', 'expires: 2026-07-03\n'),
      'content/b.md': article('B', '2026-07-02 09:00', 'expires: 2026-11-01 01:30\n'),
      'content/never.md': article('Never', '2026-09-01', 'expires: 2026-08-01\n'),
    });
    const seen: unknown[] = [];
    for (let now: string | undefined = noon; now !== undefined;) {
      const told = await nextAt(root, now);
      expect(told.written).toBeGreaterThan(0);
      seen.push([now, await titles(root)]);
      now = told.next?.at;
    }
    expect(seen).toEqual([
      [noon, ['Always']],
      ['2026-07-01T09:00:00-04:00', ['A', 'Always']],
      ['2026-07-02T09:00:00-04:00', ['B', 'A', 'Always']],
      ['2026-07-03T00:00:00-04:00', ['B', 'Always']],
      ['2026-11-01T01:30:00-04:00', ['Always']],
    ]);
  });

  test('is remembered only as long as it is the next', async () => {
    const root = await workspace({
      ...always,
      'content/a.md': article('A', '2026-07-01', 'expires: 2026-09-01\n'),
      'content/never.md': article('Never', '2026-08-15', 'expires: 2026-08-01\n'),
    });
    const told: unknown[] = [];
    // The second of each pair is answered at a glance.
    for (const now of [
      noon,
      '2026-06-30T23:59:59Z',
      '2026-07-01',
      '2026-07-31',
      '2026-08-02',
      '2026-08-30',
    ]) {
      const summary = await nextAt(root, now);
      told.push([now, summary.scheduled, summary.next?.title, summary.next?.what]);
    }
    expect(told).toEqual([
      [noon, 2, 'A', 'publish'],
      ['2026-06-30T23:59:59Z', 2, 'A', 'publish'],
      ['2026-07-01', 1, 'A', 'expire'],
      ['2026-07-31', 1, 'A', 'expire'],
      ['2026-08-02', 0, 'A', 'expire'],
      ['2026-08-30', 0, 'A', 'expire'],
    ]);
    expect(await nextAt(root, '2026-09-01')).not.toHaveProperty('next');
  });
});
