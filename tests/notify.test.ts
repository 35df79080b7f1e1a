import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../src/problems/messages.ts';
import type { Io } from '../src/base/io.ts';
import { run } from '../src/cli/run.ts';
import { system } from '../src/cli/system.ts';
import { documentText } from './documents.ts';
import { listen, startOrigin, type Origin } from './origin.ts';
import { feedmill, list, now, type Outcome, workspace, write } from './workspace.ts';

const hubProcess = spawn(process.execPath, [join(import.meta.dirname, 'hub.mjs')], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
let hubs = '';
beforeAll(async () => {
  const [line]: Buffer[] = await once(hubProcess.stdout, 'data');
  hubs = String(line).trim();
});
afterAll(() => {
  hubProcess.kill();
});

let count = 0;

/** The address of a hub of this kind that nobody else uses. */
function hub(kind: string): string {
  return `${hubs}${kind}/${count++}`;
}

const Log = v.object({
  log: v.array(
    v.object({
      hub: v.string(),
      mode: v.string(),
      topic: v.string(),
      fields: v.record(v.string(), v.string()),
      status: v.number(),
      fault: v.optional(v.string()),
      sha256: v.optional(v.string()),
    }),
  ),
  mostAsking: v.number(),
});

/** What the process of the hubs tells of the requests to publish that these got. */
async function asked(...urls: readonly string[]): Promise<v.InferOutput<typeof Log>['log']> {
  const { log } = v.parse(Log, await (await fetch(`${hubs}log`)).json());
  return log.filter((one) => urls.includes(one.hub));
}

/** What a subscriber was sent: by topic, the SHA-256 of each body. */
type Inbox = Map<string, string[]>;

/** Subscribes to `topics` at a hub. */
async function subscribe(at: string, topics: readonly string[]): Promise<Inbox> {
  const inbox: Inbox = new Map();
  const callback = await listen(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const topic = /<([^>]*)>; rel="self"/.exec(String(request.headers['link']))?.[1] ?? '';
    inbox.set(topic, [...(inbox.get(topic) ?? []), digest(Buffer.concat(chunks))]);
    response.writeHead(200).end();
  });
  for (const topic of topics) {
    const body = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.callback': callback.url,
    });
    expect((await fetch(at, { method: 'POST', body })).status).toBe(202);
  }
  return inbox;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function fileDigest(root: string, path: string): string {
  return digest(readFileSync(join(root, 'dist', path)));
}

const isFeed = /(?:^|\/)(?:feed|atom)[^/]*\.(?:xml|json)$/;

/** A site at `origin` with these hubs. */
async function site(origin: Origin, ...urls: readonly string[]): Promise<string> {
  const root = await workspace({ ...article(1), ...article(2) });
  await write(root, { 'feedmill.yaml': configOf(origin, urls) });
  return root;
}

function configOf(origin: Origin, urls: readonly string[], more = ''): string {
  const lines = urls.length === 0 ? '' : `hub: [${urls.join(', ')}]\n`;
  return `url: ${origin.url}\ntitle: Example\n${lines}${more}`;
}

function article(day: number, text = 'Text.'): Record<string, string> {
  return {
    [`content/a${day}.md`]: `---\ntitle: Day ${day}\ndate: 2026-01-0${day}\ntags: [t${day}]\n---\n\n${text}\n`,
  };
}

const Built = v.looseObject({
  summary: v.optional(
    v.looseObject({
      output: v.string(),
      hubs: v.array(v.string()),
      feeds: v.array(
        v.looseObject({
          kind: v.string(),
          path: v.string(),
          url: v.string(),
          changed: v.boolean(),
          sha256: v.optional(v.string()),
        }),
      ),
    }),
  ),
});

/** Builds the site at `root` and writes the report of that; gives the URLs of its feeds, and of those that changed. */
async function build(
  root: string,
  origin: Origin,
  urls: readonly string[],
): Promise<{ feeds: string[]; changed: string[] }> {
  const before = new Map(
    (await list(join(root, 'dist')))
      .filter((path) => isFeed.test(path))
      .map((path) => [path, fileDigest(root, path)]),
  );
  await feedmill(root, ['build', '--now', now, '--report', 'report.json']);
  const { summary } = v.parse(Built, JSON.parse(readFileSync(join(root, 'report.json'), 'utf8')));
  const feeds = summary?.feeds ?? [];
  expect(summary?.hubs ?? []).toEqual(summary ? urls : []);
  for (const { path, url, changed, sha256 } of feeds) {
    const now256 = fileDigest(root, path);
    const isOther = before.get(path) !== now256;
    expect({ url, changed, sha256 }).toEqual({
      url: new URL(path, origin.url).href,
      changed: isOther,
      sha256: isOther ? now256 : undefined,
    });
  }
  return {
    feeds: feeds.filter(({ kind }) => kind !== 'archive').map(({ url }) => url),
    changed: feeds.filter(({ changed }) => changed).map(({ url }) => url),
  };
}

/** Runs `feedmill notify` in a world whose time goes by so many times faster than ours. */
async function notify(
  root: string,
  argv: readonly string[] = [],
  { speed = 50, ...io }: Partial<Io> & { readonly speed?: number } = {},
): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  // A busy machine shall not seem to be a silent one.
  const patient = argv.includes('--timeout') ? argv : [...argv, '--timeout', '200'];
  const code = await run(['notify', ...patient], {
    cwd: root,
    env: {},
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
    now: () => Date.parse(now),
    clock: () => performance.now() * speed,
    sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds / speed)),
    fetch: (...request) => fetch(...request),
    holder: { pid: process.pid, host: 'test', started: 0 },
    alive: () => false,
    ...io,
  });
  const [stdout, stderr] = [out.join(''), err.join('')];
  for (const found of `${stdout}${stderr}`.matchAll(/^(?:error|warning) (?:\S+ )?([a-z-]+)$/gm))
    told.add(found[1] ?? '');
  return { code, stdout, stderr };
}

/** The codes of all problems that were told. */
const told = new Set<string>();

const reported = ['--report', 'report.json'];

/** Answers in the place of the files. */
function reply(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): true {
  response.writeHead(status, headers).end(text);
  return true;
}

const Kept = v.object({ feeds: v.record(v.string(), v.object({ notified: v.array(v.string()) })) });

function kept(root: string): string {
  return readFileSync(join(root, '.feedmill/pending.json'), 'utf8');
}

describe('a hub that verifies topic and content', () => {
  test('is notified once of each changed feed, and its subscribers get exactly the built bytes', async () => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const root = await site(origin, honest);
    await write(root, { 'feedmill.yaml': configOf(origin, [honest], 'feeds: { by: [tag], minimum: 1 }\n') });
    const { feeds } = await build(root, origin, [honest]);
    expect(feeds).toHaveLength(9);
    const inbox = await subscribe(honest, feeds);
    await origin.deploy(root);
    const { code, stdout, stderr } = await notify(root, reported);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('All hubs were notified of 9 feeds.');
    const requests = await asked(honest);
    expect(requests.map(({ topic }) => topic).toSorted()).toEqual(feeds.toSorted());
    for (const { fields, topic, status } of requests) {
      expect(fields).toEqual({ 'hub.mode': 'publish', 'hub.url': topic, 'hub.topic': topic });
      expect(status).toBe(204);
    }
    for (const url of feeds)
      expect([url, inbox.get(url)]).toEqual([url, [fileDigest(root, url.slice(origin.url.length))]]);
  });

  test('hears of an article more in the feeds that hold it, and of nothing else', async () => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const more = 'feeds: { by: [tag], minimum: 1 }\narchives: true\narchiveSize: 1\nlimit: 1\n';
    const root = await site(origin, honest);
    await write(root, { 'feedmill.yaml': configOf(origin, [honest], more) });
    const { feeds } = await build(root, origin, [honest]);
    await subscribe(honest, feeds);
    await origin.deploy(root);
    expect((await notify(root, reported)).code).toBe(0);
    await write(root, article(3));
    const { feeds: all, changed } = await build(root, origin, [honest]);
    expect(all.length - feeds.length).toBe(3);
    expect(changed.some((url) => url.includes('/archive/'))).toBe(true);
    const inbox = await subscribe(honest, all);
    await origin.deploy(root);
    expect((await notify(root, reported)).code).toBe(0);
    const expected = ['', 'tags/t3/'].flatMap((folder) =>
      ['feed.xml', 'atom.xml', 'feed.json'].map((name) => origin.url + folder + name),
    );
    expect([...inbox.keys()].toSorted()).toEqual(expected.toSorted());
  });

  test('is not notified twice: the same report, a build without changes, a lost cache', async () => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const root = await site(origin, honest);
    const { feeds } = await build(root, origin, [honest]);
    await subscribe(honest, feeds);
    await origin.deploy(root);
    expect((await notify(root, reported)).code).toBe(0);
    const again = await notify(root, reported);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('There is nothing to do');
    await build(root, origin, [honest]);
    expect((await notify(root, reported)).stdout).toContain('There is nothing to do');
    rmSync(join(root, 'dist'), { recursive: true });
    expect((await build(root, origin, [honest])).changed).toEqual(feeds);
    expect((await notify(root, reported)).stdout).toContain('There is nothing to do');
    expect(await asked(honest)).toHaveLength(3);
  });

  test('detects notifications that are too early or about feeds of other hubs', async () => {
    const origin = await startOrigin();
    const [honest, other] = [hub('honest'), hub('honest')];
    const root = await site(origin, honest);
    const { feeds } = await build(root, origin, [honest]);
    await subscribe(honest, feeds);
    await subscribe(other, feeds);
    const publish = (at: string) =>
      fetch(at, {
        method: 'POST',
        body: new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': feeds[0] ?? '' }),
      });
    expect((await publish(honest)).status).toBe(400);
    await origin.deploy(root);
    expect((await publish(other)).status).toBe(400);
    expect((await publish(honest)).status).toBe(204);
    expect((await asked(honest, other)).map(({ fault }) => fault)).toEqual([
      'the topic answers 404',
      `its hubs are ${honest}`,
      undefined,
    ]);
  });

  test('nobody is asked for much at once, and every look passes by what caches keep', async () => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const root = await site(origin, honest);
    await write(root, {
      'feedmill.yaml': configOf(origin, [honest], 'feeds: { by: [tag], minimum: 1 }\n'),
      ...Object.assign({}, ...[3, 4, 5, 6, 7, 8, 9].map((day) => article(day))),
    });
    const { feeds } = await build(root, origin, [honest]);
    expect(feeds).toHaveLength(30);
    await subscribe(honest, feeds);
    await origin.deploy(root);
    expect((await notify(root, reported)).code).toBe(0);
    // Six of ours, and one of the hub’s.
    expect(origin.mostAtOnce()).toBeGreaterThan(2);
    expect(origin.mostAtOnce()).toBeLessThanOrEqual(7);
    const looks = origin.requests.filter(({ cacheControl }) => cacheControl === 'no-cache');
    expect(looks).toHaveLength(30);
    expect(v.parse(Log, await (await fetch(`${hubs}log`)).json()).mostAsking).toBe(1);
  });
});

describe('a feed that is not served yet', () => {
  test('is awaited: the hub is notified only when the new bytes are served', async () => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const root = await site(origin, honest);
    const { feeds } = await build(root, origin, [honest]);
    const inbox = await subscribe(honest, feeds);
    await origin.deploy(root);
    await notify(root, reported);
    await write(root, article(3));
    await build(root, origin, [honest]);
    // As a cache does that has not heard of the deployment: each file changes at another time.
    const old = new Map(feeds.map((url) => [url.slice(origin.url.length), 0] as const));
    const before = Object.fromEntries(
      [...old.keys()].map((path) => [path, inbox.get(origin.url + path)?.[0]]),
    );
    let isDeployed = false;
    origin.obstruct((path, count_, response) => {
      if (isDeployed || path !== 'atom.xml' || count_ < 4) return false;
      // What is written here is only answered when the files are there.
      isDeployed = true;
      void origin.deploy(root).then(() => response.writeHead(503).end());
      return true;
    });
    const { code, stdout, stderr } = await notify(root, reported);
    expect(code).toBe(0);
    expect(stderr).toMatch(/is not served yet: it serves .*Waiting up to 300 s\.\n$/);
    expect(stdout).toMatch(/atom\.xml is served \(after \d+ s\)/);
    for (const path of old.keys())
      expect([path, inbox.get(origin.url + path)]).toEqual([path, [before[path], fileDigest(root, path)]]);
    expect((await asked(honest)).filter(({ status }) => status !== 204)).toEqual([]);
  });

  const page = '<!doctype html>\n<title>Welcome</title>';
  const instead: readonly [name: string, said: string, obstacle: Parameters<Origin['obstruct']>[0]][] = [
    ['nothing', 'it responds with 404', (_, __, response) => reply(response, 404, 'Not here')],
    ['a host that is out of order', 'it responds with 502', (_, __, response) => reply(response, 502, '')],
    ['a page with 200', 'it serves a web page', (_, __, response) => reply(response, 200, page)],
    [
      'a feed that somebody changed',
      'it serves 5 bytes instead of',
      (_, __, response) => reply(response, 200, '<rss/'),
    ],
    [
      'a feed with something added',
      'it serves more than the',
      (_, __, response) => reply(response, 200, 'x'.repeat(100_000)),
    ],
    [
      'half an answer',
      'the connection was interrupted',
      (_, __, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('<rss');
        setTimeout(() => response.destroy(), 5);
        return true;
      },
    ],
    ['silence', 'it did not respond within 10 s', () => true],
    [
      'an answer that never ends',
      'it did not respond within 10 s',
      (_, __, response) => {
        response.writeHead(200).write('<rss');
        return true;
      },
    ],
    [
      'an answer that grows and grows',
      'it serves more than the',
      (_, __, response) => {
        response.writeHead(200);
        const more = () => void response.write('x'.repeat(1000), () => setTimeout(more, 1));
        more();
        return true;
      },
    ],
    [
      'a redirect to a page',
      'it serves a web page',
      (path, _, response) =>
        path === 'welcome' ? reply(response, 200, page) : reply(response, 302, '', { location: '/welcome' }),
    ],
    [
      'a redirect that leads in a circle',
      'redirect count exceeded',
      (path, _, response) => reply(response, 302, '', { location: `/${path}` }),
    ],
    [
      'nothing, from a host that has a lot to do',
      'it responds with 429',
      (_, __, response) => reply(response, 429, '', { 'retry-after': '7' }),
    ],
  ];

  test.each(instead)('%s: %s', async (_name, said, obstacle) => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const root = await site(origin, honest);
    const { feeds } = await build(root, origin, [honest]);
    await subscribe(honest, feeds);
    await origin.deploy(root);
    origin.obstruct(obstacle);
    const limit = said.includes('within 10 s') ? ['--timeout', '10'] : [];
    const { code, stdout, stderr } = await notify(root, [...reported, '--wait', '5', ...limit]);
    expect(code).toBe(1);
    expect(stderr).toContain('error feed-not-served');
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(said);
    expect(stdout).toContain('All hubs were notified of 0 of 3 feeds. The next');
    expect(await asked(honest)).toEqual([]);
    // It is only told later.
    origin.obstruct(() => false);
    const later = await notify(root);
    expect([later.code, later.stderr]).toEqual([0, '']);
    expect((await asked(honest)).map(({ topic }) => topic).toSorted()).toEqual(feeds.toSorted());
    expect((await notify(root)).stdout).toContain('There is nothing to do');
  });

  test('an address nobody answers at', async () => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const root = await site(origin, honest);
    await build(root, origin, [honest]);
    // The server is closed here, and not at the end.
    await origin.close();
    const { code, stderr } = await notify(root, [...reported, '--wait', '3']);
    expect(code).toBe(1);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('the host refused the connection');
  });

  test('is served even where its address leads elsewhere, or its host waits and asks to be patient', async () => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const root = await site(origin, honest);
    const { feeds } = await build(root, origin, [honest]);
    const inbox = await subscribe(honest, feeds);
    await origin.deploy(root);
    origin.obstruct((path, count_, response) => {
      if (path === 'feed.xml') return reply(response, 302, '', { location: '/feed.xml?at=edge' });
      if (path === 'atom.xml' && count_ === 1) return reply(response, 503, '', { 'retry-after': '20' });
      return false;
    });
    const edge = await notify(root, reported);
    expect(edge.code).toBe(0);
    expect(edge.stdout).toContain(`feed.xml is served at ${origin.url}feed.xml?at=edge`);
    expect(Number(/atom\.xml is served \(after (\d+) s/.exec(edge.stdout)?.[1])).toBeGreaterThanOrEqual(20);
    expect(inbox.get(`${origin.url}feed.xml`)).toEqual([fileDigest(root, 'feed.xml')]);
  });
});

describe('hubs of every kind', () => {
  /** What a hub of a kind was told of one feed: the requests it got, their statuses, and what we say of it. */
  const kinds: readonly {
    readonly kind: string;
    readonly code: 0 | 1;
    readonly statuses: readonly number[];
    readonly said: string;
    /** Whether the subscriber got the feed. */
    readonly isPassedOn: boolean;
    readonly argv?: readonly string[];
    readonly speed?: number;
  }[] = [
    { kind: 'slow', code: 0, statuses: [204], said: 'notified', isPassedOn: true },
    { kind: 'failing', code: 0, statuses: [500, 500, 204], said: 'notified', isPassedOn: true },
    { kind: 'busy', code: 0, statuses: [429, 204], said: 'notified', isPassedOn: true },
    { kind: 'dated', code: 0, statuses: [503, 204], said: 'notified', isPassedOn: true },
    { kind: 'broken', code: 0, statuses: [0, 204], said: 'notified', isPassedOn: true },
    { kind: 'moved', code: 0, statuses: [308], said: 'notified', isPassedOn: true },
    { kind: 'moved-long-ago', code: 0, statuses: [301], said: 'notified', isPassedOn: true },
    // Nobody can know.
    { kind: 'lying', code: 0, statuses: [204], said: 'notified', isPassedOn: false },
    {
      kind: 'page',
      code: 1,
      statuses: [200],
      said: 'it responded with 200 with a web page, so it is not a hub',
      isPassedOn: false,
    },
    {
      kind: 'refusing',
      code: 1,
      statuses: [403],
      said: 'it responded with 403: Not you, [31mplease please',
      isPassedOn: false,
    },
    {
      kind: 'sending-away',
      code: 1,
      statuses: [303],
      said: 'it responded with 303: See there',
      isPassedOn: false,
    },
    {
      kind: 'circular',
      code: 1,
      statuses: [307, 307, 307, 307, 307, 307],
      said: 'it redirects too often',
      isPassedOn: false,
    },
    {
      kind: 'unheard-of',
      code: 1,
      statuses: [404],
      said: 'it responded with 404: No such hub',
      isPassedOn: false,
    },
    {
      kind: 'down',
      code: 1,
      statuses: [503, 503, 503, 503, 503],
      said: 'it responded with 503: Back soon',
      isPassedOn: false,
    },
    {
      kind: 'down',
      code: 1,
      statuses: [503, 503, 503],
      said: 'it responded with 503: Back soon',
      isPassedOn: false,
      argv: ['--wait', '5'],
      speed: 10,
    },
    {
      kind: 'down',
      code: 1,
      statuses: [503],
      said: 'it responded with 503: Back soon',
      isPassedOn: false,
      argv: ['--wait', '0'],
    },
    {
      kind: 'resting',
      code: 1,
      statuses: [429],
      said: 'it responded with 429: Come back tomorrow',
      isPassedOn: false,
    },
    {
      kind: 'silent',
      code: 1,
      statuses: [0, 0, 0, 0, 0],
      said: 'it did not respond within 15 s',
      isPassedOn: false,
      argv: ['--timeout', '15'],
    },
  ];

  test.each(kinds)(
    '$kind $argv: $statuses, $said',
    async ({ kind, code, statuses, said, isPassedOn, argv = [], speed = 50 }) => {
      const origin = await startOrigin();
      const one = hub(kind);
      const root = await site(origin, one);
      await write(root, {
        'feedmill.yaml': configOf(origin, [one], 'files: { atom: false, json: false }\n'),
      });
      const { feeds } = await build(root, origin, [one]);
      const inbox = await subscribe(one, feeds);
      await origin.deploy(root);
      const outcome = await notify(root, [...reported, ...argv], { speed });
      expect(outcome.code).toBe(code);
      expect((outcome.stdout + outcome.stderr).replaceAll(/\s+/g, ' ')).toContain(said);
      expect((await asked(one)).map(({ status }) => status)).toEqual(statuses);
      expect([...inbox.values()]).toEqual(isPassedOn ? [[fileDigest(root, 'feed.xml')]] : []);
      expect(outcome.stdout.includes('.feedmill/pending.json')).toBe(code === 1);
      expect((await notify(root, ['--wait', '0'])).stdout.includes('There is nothing to do')).toBe(
        code === 0,
      );
    },
  );
});

test('a hub that asks for a delay gets no request until then', async () => {
  const origin = await startOrigin();
  const busy = hub('busy');
  const root = await site(origin, busy);
  const { feeds } = await build(root, origin, [busy]);
  await subscribe(busy, feeds);
  await origin.deploy(root);
  const rests: number[] = [];
  const sleep = (milliseconds: number) => {
    rests.push(milliseconds);
    return new Promise<void>((wake) => setTimeout(wake, milliseconds / 50));
  };
  expect((await notify(root, reported, { sleep })).code).toBe(0);
  expect((await asked(busy)).map(({ status }) => status)).toEqual([429, 204, 204, 204]);
  // What is longer is the limit of each request.
  const [rest = 0, ...others] = rests.filter((one) => one < 200_000);
  expect(others).toEqual([]);
  expect(rest).toBeGreaterThan(30_000);
  expect(rest).toBeLessThanOrEqual(40_000);
});

describe('a failed notification', () => {
  test('of one hub is retried for that hub only', async () => {
    const origin = await startOrigin();
    const both = [hub('lying'), hub('failing')];
    const root = await site(origin, ...both);
    const { feeds } = await build(root, origin, both);
    await subscribe(both[1] ?? '', feeds);
    await origin.deploy(root);
    const first = await notify(root, [...reported, '--wait', '0']);
    expect(first.code).toBe(1);
    expect(first.stdout.replaceAll(/\s+/g, ' ')).toContain(
      `notified ${both[0]}, could not notify ${both[1]}`,
    );
    const second = await notify(root, reported);
    expect(second.code).toBe(0);
    expect(await asked(both[0] ?? '')).toHaveLength(3);
    const requests = await asked(both[1] ?? '');
    // It was not asked of the others when it had failed for one, and then failed once more.
    expect(requests.map(({ status }) => status)).toEqual([500, 500, 204, 204, 204]);
    expect(await notify(root, reported)).toMatchObject({ code: 0, stderr: '' });
    expect(await asked(...both)).toHaveLength(8);
  });

  test('of many feeds to a hub that is down costs it few requests', async () => {
    const origin = await startOrigin();
    const down = hub('down');
    const root = await site(origin, down);
    await write(root, {
      'feedmill.yaml': configOf(origin, [down], 'feeds: { by: [tag], minimum: 1 }\n'),
      ...Object.assign({}, ...[3, 4, 5, 6, 7, 8, 9].map((day) => article(day))),
    });
    await build(root, origin, [down]);
    await origin.deploy(root);
    const { code, stderr } = await notify(root, [...reported, '--wait', '50']);
    expect(code).toBe(1);
    const requests = await asked(down);
    // Five for the first of thirty, and one for each other until it had failed for so long.
    expect(requests.length).toBeGreaterThanOrEqual(5);
    expect(requests.length).toBeLessThan(30);
    expect(new Set(requests.map(({ topic }) => topic)).size).toBe(requests.length - 4);
    expect(stderr).toContain('… and 18 more hub-failed problems');
  });

  test('is retried with the current feed, and dropped if the feed no longer exists', async () => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const root = await site(origin, honest);
    await write(root, { 'feedmill.yaml': configOf(origin, [honest], 'feeds: { by: [tag], minimum: 1 }\n') });
    const { feeds } = await build(root, origin, [honest]);
    const inbox = await subscribe(honest, feeds);
    // Nothing was deployed.
    expect((await notify(root, [...reported, '--wait', '0'])).code).toBe(1);
    await write(root, article(1, 'Other text.'));
    rmSync(join(root, 'content/a2.md'));
    const { feeds: left } = await build(root, origin, [honest]);
    expect(left).toHaveLength(6);
    await origin.deploy(root);
    expect(await notify(root, reported)).toMatchObject({ code: 0, stderr: '' });
    expect([...inbox.keys()].toSorted()).toEqual(left.toSorted());
    for (const url of left)
      expect([url, inbox.get(url)]).toEqual([url, [fileDigest(root, url.slice(origin.url.length))]]);
    expect(await notify(root)).toMatchObject({ code: 0, stderr: '' });
  });

  test('that was skipped after a build is sent after the next one, even if that changed nothing', async () => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const root = await site(origin, honest);
    const { feeds } = await build(root, origin, [honest]);
    const inbox = await subscribe(honest, feeds);
    await origin.deploy(root);
    expect((await notify(root, reported)).code).toBe(0);
    await write(root, article(3));
    // The deployment failed, and so the pipeline ended here.
    expect((await build(root, origin, [honest])).changed).toEqual(feeds);
    expect((await build(root, origin, [honest])).changed).toEqual([]);
    await origin.deploy(root);
    expect(await notify(root, reported)).toMatchObject({ code: 0, stderr: '' });
    for (const url of feeds)
      expect([url, inbox.get(url)?.[1]]).toEqual([url, fileDigest(root, url.slice(origin.url.length))]);
  });

  test('is not sent for a change before the first report, but for a later change', async () => {
    const origin = await startOrigin();
    const lying = hub('lying');
    const root = await site(origin, lying);
    await build(root, origin, [lying]);
    expect((await build(root, origin, [lying])).changed).toEqual([]);
    await origin.deploy(root);
    expect((await notify(root, reported)).stdout).toContain('There is nothing to do');
    await write(root, article(3));
    await build(root, origin, [lying]);
    expect((await build(root, origin, [lying])).changed).toEqual([]);
    await origin.deploy(root);
    expect((await notify(root, reported)).stdout).toContain('All hubs were notified of 3 feeds.');
    expect(await asked(lying)).toHaveLength(3);
  });

  test('of a site of very many feeds is kept too, though not after each of them', async () => {
    const origin = await startOrigin();
    const lying = hub('lying');
    const root = await site(origin, lying);
    await build(root, origin, [lying]);
    await origin.deploy(root);
    expect(
      (await notify(root, [...reported, '--wait', '0'], { fetch: () => Promise.reject(new Error('x')) }))
        .code,
    ).toBe(1);
    const data: { feeds: object } = JSON.parse(kept(root));
    const others = Array.from({ length: 2000 }, (_, at) => [
      `${origin.url}${at}`,
      { sha256: digest(Buffer.from([at])), notified: [lying], pending: [] },
    ]);
    const feeds = { ...Object.fromEntries(others), ...data.feeds };
    await write(root, { '.feedmill/pending.json': JSON.stringify({ ...data, feeds }) });
    expect((await notify(root)).stdout).toContain('All hubs were notified of 3 feeds.');
    expect((await notify(root)).stdout).toContain('There is nothing to do');
    expect(await asked(lying)).toHaveLength(3);
  });

  test('of an interrupted run is sent by the next run, and sent notifications are not repeated', async () => {
    const origin = await startOrigin();
    const both = [hub('lying'), hub('silent')];
    const root = await site(origin, ...both);
    await build(root, origin, both);
    await origin.deploy(root);
    const ended = notify(root, [...reported, '--wait', '0', '--timeout', '60']);
    // The first hub was told of all, the second one does not answer yet.
    const known = () => v.parse(Kept, JSON.parse(kept(root))).feeds;
    await expect
      .poll(() => Object.values(known()).map((one) => one.notified))
      .toEqual([[both[0]], [both[0]], [both[0]]]);
    const other = await workspace({});
    await write(other, { '.feedmill/pending.json': kept(root) });
    expect(await ended).toMatchObject({ code: 1 });
    expect((await notify(other, ['--wait', '0', '--timeout', '5'])).code).toBe(1);
    expect(await asked(both[0] ?? '')).toHaveLength(3);
    // And neither does Git hear of it.
    expect(readFileSync(join(root, '.feedmill/.gitignore'), 'utf8')).toBe('*\n');
  });

  test('because the run was broken off while it waited, too', async () => {
    const origin = await startOrigin();
    const lying = hub('lying');
    const root = await site(origin, lying);
    const { feeds } = await build(root, origin, [lying]);
    const ended = notify(root, [...reported, '--wait', '60']);
    await expect.poll(() => origin.requests.length).toBeGreaterThan(0);
    const other = await workspace({});
    await write(other, { '.feedmill/pending.json': kept(root) });
    await origin.deploy(root);
    expect((await notify(other)).stdout).toContain('All hubs were notified of 3 feeds.');
    await ended;
    expect((await asked(lying)).length).toBe(2 * feeds.length);
  });

  test('is a warning where the file is damaged, or cannot be written', async () => {
    const origin = await startOrigin();
    const lying = hub('lying');
    const root = await site(origin, lying);
    await build(root, origin, [lying]);
    await origin.deploy(root);
    for (const text of [
      '{',
      '[]',
      '{"version":2,"feeds":{}}',
      '{"version":1,"feeds":{"https://a.example/":{}}}',
    ]) {
      await write(root, { '.feedmill/pending.json': text });
      const damaged = await notify(root, reported);
      expect(damaged.code).toBe(0);
      expect(damaged.stderr).toContain('warning pending-unreadable');
      expect(damaged.stdout).toContain('notified of 3 feeds');
    }
    expect(JSON.parse(kept(root))).toMatchObject({ version: 1 });
    rmSync(join(root, '.feedmill'), { recursive: true });
    await write(root, { '.feedmill': 'a file stands here' });
    const full = await notify(root, reported);
    expect(full.code).toBe(0);
    expect(full.stderr).toContain('warning pending-unwritable');
  });
});

describe('a site without a hub', () => {
  test('has nobody to tell, but its feeds are looked at', async () => {
    const origin = await startOrigin();
    const root = await site(origin);
    await build(root, origin, []);
    const early = await notify(root, [...reported, '--wait', '0']);
    expect(early.code).toBe(1);
    expect(early.stdout).toContain('The site has no `hub` to notify. Served: 0 of 3 changed feeds.');
    await origin.deploy(root);
    const { code, stdout, stderr } = await notify(root, reported);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Served: 3 of 3 changed feeds.');
    await build(root, origin, []);
    expect((await notify(root, reported)).stdout).toContain('and no feed has changed.');
    expect(await list(root)).not.toContain('.feedmill/pending.json');
  });
});

describe('before anything is asked', () => {
  const good = {
    version: 1,
    command: 'build',
    exitCode: 0,
    summary: {
      output: 'dist',
      hubs: [],
      feeds: [{ kind: 'site', url: 'https://a.example/f', path: 'f', changed: false }],
    },
  };
  const feed = good.summary.feeds[0];
  const summary = (change: object) => JSON.stringify({ ...good, summary: { ...good.summary, ...change } });
  const reports: readonly [name: string, text: string, code: string, what: string][] = [
    ['a text', 'version: 1', 'report-unreadable', 'it is not JSON'],
    ['a list', '[]', 'report-unreadable', 'it is not JSON'],
    ['another document', '{"name":"x"}', 'report-unreadable', 'it does not have the structure of a report'],
    ['a later version', JSON.stringify({ ...good, version: 2 }), 'report-unreadable', 'it has version 2'],
    [
      'a check',
      JSON.stringify({ ...good, command: 'check' }),
      'report-unreadable',
      'it is a report of `check`',
    ],
    [
      'a build that failed',
      JSON.stringify({ ...good, exitCode: 1 }),
      'report-of-failure',
      'is from a build that failed',
    ],
    [
      'a build that could not run',
      JSON.stringify({ ...good, exitCode: 2, summary: undefined }),
      'report-of-failure',
      'failed',
    ],
    ['an older build', summary({ hubs: undefined }), 'report-unreadable', '`summary.hubs` is missing'],
    ['a hub that is none', summary({ hubs: ['file:///etc/passwd'] }), 'report-unreadable', '`summary.hubs`'],
    ['no output', summary({ output: undefined }), 'report-unreadable', '`summary.output`'],
    ['no feeds', summary({ feeds: undefined }), 'report-unreadable', '`summary.feeds`'],
    [
      'a feed without address',
      summary({ feeds: [feed, { ...feed, url: '/f' }] }),
      'report-unreadable',
      '`summary.feeds[1].url`',
    ],
    [
      'a feed of which is not said whether it changed',
      summary({ feeds: [{ ...feed, changed: undefined }] }),
      'report-unreadable',
      '`summary.feeds[0].changed`',
    ],
    [
      'a feed that changed in what is not said',
      summary({ feeds: [{ ...feed, changed: true }] }),
      'report-unreadable',
      '`summary.feeds[0].sha256`',
    ],
    [
      'a feed that is nowhere',
      summary({ feeds: [{ ...feed, path: undefined }] }),
      'report-unreadable',
      '`summary.feeds[0].path`',
    ],
    ['a feed that is none', summary({ feeds: ['f'] }), 'report-unreadable', '`summary.feeds[0]`'],
  ];

  test.each(reports)('%s is no report', async (_name, text, code, what) => {
    const root = await workspace({ 'out/report.json': text });
    const outcome = await notify(root, ['--report', 'out/report.json']);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain(`error --report ${code}`);
    expect(outcome.stderr).toContain(what);
    expect(outcome.stderr).toContain('out/report.json');
    expect(await list(root)).toEqual(['out/report.json']);
  });

  test.each<readonly [argv: readonly string[], code: string]>([
    [['--report', 'no.json'], 'report-not-found'],
    [['--report', 'folder'], 'report-unreadable'],
    [['--root', 'elsewhere'], 'root-not-found'],
    [['--wait', 'long'], 'seconds-value'],
    [['--wait', '-1'], 'seconds-value'],
    [['--timeout', '0'], 'seconds-value'],
    [['--timeout', '1.5'], 'seconds-value'],
  ])('%j could not run: %s', async (argv, code) => {
    const root = await workspace({ 'folder/a': '' });
    const outcome = await notify(root, argv);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain(code);
  });

  test('there must be a network', async () => {
    const root = await workspace({});
    const outcome = await feedmill(root, ['notify']);
    told.add('network-missing');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('error network-missing');
  });
});

describe('the account', () => {
  test('is data too', async () => {
    const origin = await startOrigin();
    const both = [hub('lying'), hub('refusing')];
    const root = await site(origin, ...both);
    await build(root, origin, both);
    await origin.deploy(root);
    origin.obstruct((path, _, response) => path === 'feed.json' && reply(response, 404, ''));
    const { code, stdout, stderr } = await notify(root, [...reported, '--wait', '0', '--reporter', 'json']);
    expect([code, stderr]).toEqual([1, '']);
    const served = (path: string) => ({
      url: origin.url + path,
      sha256: fileDigest(root, path),
      served: true,
      tries: 1,
      milliseconds: expect.any(Number) as unknown,
      hubs: [
        { url: both[0], notified: true, status: 204, tries: 1 },
        {
          url: both[1],
          notified: false,
          status: 403,
          tries: 1,
          fault: expect.stringContaining('it responded with 403: Not you,') as unknown,
        },
      ],
    });
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      command: 'notify',
      exitCode: 1,
      counts: { errors: 3, warnings: 0 },
      notify: {
        hubs: both,
        feeds: [
          served('feed.xml'),
          served('atom.xml'),
          {
            url: `${origin.url}feed.json`,
            served: false,
            instead: 'it responds with 404',
            tries: 1,
            hubs: [],
          },
        ],
      },
    });
  });

  test('annotates what did not come about', async () => {
    const origin = await startOrigin();
    const honest = hub('honest');
    const root = await site(origin, honest);
    await build(root, origin, [honest]);
    const { code, stdout, stderr } = await notify(root, [...reported, '--wait', '0', '--reporter', 'github']);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout.match(/^::error title=Feedmill%3A feed-not-served::.*$/gm)).toHaveLength(3);
    expect(stdout).toMatch(/^.*feed\.xml is not served$/m);
  });

  test('lets no control of a hub reach the terminal', async () => {
    const origin = await startOrigin();
    const refusing = hub('refusing');
    const root = await site(origin, refusing);
    await build(root, origin, [refusing]);
    await origin.deploy(root);
    const { stdout, stderr } = await notify(root, reported);
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
    expect(stderr).toContain('plea…');
  });
});

/** How many clocks this process waits for. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

test('a time limit that was kept leaves no clock running, for which the process would have to wait', async () => {
  const { sleep } = system();
  const [before, over] = [timers(), new AbortController()];
  const asleep = sleep(600_000, over.signal);
  expect(timers()).toBe(before + 1);
  over.abort();
  await asleep;
  await sleep(600_000, over.signal);
  expect(timers()).toBe(before);
});

test('the documentation names every flag', async () => {
  const { stdout } = await feedmill(await workspace({}), ['notify', '--help']);
  const flags = [...stdout.matchAll(/--([a-z]+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help');
  expect(flags).toEqual(expect.arrayContaining(['root', 'report', 'wait', 'timeout', 'reporter']));
  const reference =
    documentText('content/reference/websub.md') + documentText('content/reference/command-line.md');
  expect(
    flags.filter((name) => !reference.includes(`--${name} `) && !reference.includes(`--${name}\``)),
  ).toEqual([]);
});

test('the tests above cover every problem of this command', () => {
  const own = Object.entries(messages)
    .filter(
      ([code, { cause }]) =>
        cause === 'others' ||
        /^(?:report-(?:not-found|unreadable|of-failure)|pending|seconds|network)/.test(code),
    )
    .map(([code]) => code);
  expect(own.length).toBeGreaterThan(8);
  expect(own.filter((code) => !told.has(code))).toEqual([]);
});
