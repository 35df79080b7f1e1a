import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTopic, readTopicAgain, type Topic } from './readers.ts';
import { validate } from './validator.ts';
import { feedmill, list, now, workspace, write } from './workspace.ts';
import type { FormatName } from '../src/config/format-name.ts';

const site = 'https://example.com/';
const hub = 'https://hub.example/';
const formats: Readonly<Record<string, FormatName>> = {
  'feed.xml': 'rss',
  'atom.xml': 'atom',
  'feed.json': 'json',
};

const files = {
  'content/news/a.md': '---\ntitle: A\ndate: 2026-01-01\ntags: [C&A]\n---\n\nText.\n',
  'content/news/b.md': '---\ntitle: B\ndate: 2026-01-02\ntags: [C&A, Größe]\n---\n\nText.\n',
  'content/c.md': '---\ntitle: C\ndate: 2026-01-03\ntags: [Größe]\n---\n\nText.\n',
};

function config(more: string): Record<string, string> {
  return {
    'feedmill.yaml': `url: ${site}
title: Example
limit: 2
archives: true
archiveSize: 2
feeds: { by: [tag], custom: [{ name: partner, where: { section: news } }] }
${more}`,
  };
}

/** Builds the site at `root`, and gives what every feed of it says of its topic and hubs, by its path. */
async function topics(root: string, ...argv: readonly string[]): Promise<ReadonlyMap<string, Topic>> {
  const { code, stdout, stderr } = await feedmill(root, ['build', '--now', now, ...argv]);
  if (code !== 0) throw new Error(`The build gave ${code}:\n${stdout}${stderr}`);
  const found = new Map<string, Topic>();
  for (const path of await list(join(root, 'dist'))) {
    const format = formats[path.replace(/.*\//, '').replace(/-\d+(?=\.)/, '')];
    if (!format) continue;
    const document = readFileSync(join(root, 'dist', path), 'utf8');
    const topic = readTopic(format, document);
    expect(topic).toEqual(readTopicAgain(format, document));
    expect(validate(format, document, new URL(path, site).href)).toEqual([]);
    found.set(path, topic);
  }
  return found;
}

function isArchive(path: string): boolean {
  return path.startsWith('archive/');
}

describe('hubs', () => {
  test('each feed people subscribe to names them, beside the one address it is served from', async () => {
    const root = await workspace({ ...config(`hub: [${hub}, "HTTP://Hub2.example"]`), ...files });
    const found = await topics(root);
    // The site's, two archives, two tags and the partner's, in three formats.
    expect(found.size).toBe(18);
    for (const [path, { self, hubs }] of found) {
      expect([path, self]).toEqual([path, [new URL(path, site).href]]);
      expect([path, hubs]).toEqual([path, isArchive(path) ? [] : [hub, 'http://hub2.example/']]);
    }
  });

  test('a hub that is named twice is named once', async () => {
    const root = await workspace({ ...config(`hub: [${hub}, "https://HUB.example"]`), ...files });
    expect((await topics(root)).get('feed.xml')?.hubs).toEqual([hub]);
  });

  test('may come as a flag', async () => {
    const root = await workspace({ ...config(''), ...files });
    const found = await topics(root, '--hub', hub, '--hub', 'https://two.example/');
    expect(found.get('atom.xml')?.hubs).toEqual([hub, 'https://two.example/']);
  });

  test('a build that remembers the last one notices that they changed, and so it does when they are gone', async () => {
    const root = await workspace({ ...config(''), ...files });
    const bytes = async () =>
      (await list(join(root, 'dist')))
        .filter((path) => /\.(?:xml|json)$/.test(path) && !path.startsWith('.'))
        .map((path) => [path, readFileSync(join(root, 'dist', path), 'utf8')] as const);
    await topics(root);
    const without = await bytes();
    for (const hubs of [[hub], ['https://two.example/'], [hub, 'https://two.example/']]) {
      await write(root, config(`hub: [${hubs.join()}]`));
      for (const [path, topic] of await topics(root))
        expect([path, topic.hubs]).toEqual([path, isArchive(path) ? [] : hubs]);
    }
    await write(root, config(''));
    await topics(root);
    expect(await bytes()).toEqual(without);
  });
});
