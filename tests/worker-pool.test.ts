import { execFile } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyPackage } from './compiled.ts';
import { differences, published, result } from './twin.ts';
import { feedmill, readReport, snapshot, workspace, write, type Outcome } from './workspace.ts';

let compiled = '';
beforeAll(async () => {
  compiled = await copyPackage();
  await write(compiled, { 'lib/shared.js': program });
});

/** The compiled program with small jobs, so that a few articles are enough for several threads. */
const program = `import { run, system } from './index.js';
process.exitCode = await run(process.argv.slice(2), { ...system(), sharing: { minJobs: 2, filesPerJob: 2, maxAhead: 4 } });
`;

const build = ['build', '--now', '2026-12-01', '--no-lock', '--accept', '--reporter', 'json'];

/** Builds with this thread alone. */
function buildAlone(root: string, ...argv: readonly string[]): Promise<Outcome> {
  return feedmill(root, [...build, ...argv]);
}

/** Builds with three threads, in a process that has to end by itself. */
function buildShared(root: string): Promise<Outcome> {
  const all = [join(compiled, 'lib/shared.js'), ...build, '--threads', '3'];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      all,
      { cwd: root, timeout: 30_000, maxBuffer: 1 << 28 },
      (error, stdout, stderr) => {
        if (error?.killed) reject(new Error('it hangs'));
        else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

const config = `url: https://example.com/
title: Example
feeds: { by: [tag, author] }
archives: true
archiveSize: 10
authors: [{ name: Jane }]
`;

/** Articles, some of which have problems. */
function articles(count: number, word: string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at): [string, string] => {
      const date = new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);
      const links = at % 7 === 0 ? `See [none](none-${at}.md) and ![none](none.png).\n\n{{< what >}}` : '';
      const [more, tags] = [at % 31 === 0 ? 'licence: of my own\n' : '', `tags: [T${at % 9}, é]\n`];
      // Without a title in front matter, reading the article looks for a heading.
      const [named, heading] = at % 13 === 5 ? ['', `# Title ${at}\n\n`] : [`title: Title ${at}\n`, ''];
      const body = `${heading}The *${word}* of [a day](a${at + 1}.md).\n\n\`\`\`js\nconst a = ${at};\n\`\`\`\n\n${links}`;
      return [`content/a${at}.md`, `---\n${named}date: ${date}\n${tags}${more}---\n\n${body}\n`];
    }),
  );
}

test.each([60])(
  'threads change nothing but time: %i articles',
  async (count) => {
    const sources = { 'feedmill.yaml': config, ...articles(count, 'text') };
    const sites = [];
    for (const buildSite of [buildAlone, buildShared]) {
      const root = await workspace(sources);
      const first = await buildSite(root);
      expect([first.code, first.stderr]).toEqual([0, '']);
      expect(readReport(first.stdout).problems.length).toBeGreaterThan(20);
      const bytes = published(root);
      // The next build uses what the workers left in the cache.
      await write(root, { ...articles(count / 2, 'news') });
      const again = await buildSite(root);
      const alone = await buildAlone(root, '--no-cache');
      expect(result(alone)).toEqual(result(again));
      expect(JSON.parse(alone.stdout).summary.written).toBe(0);
      const files = [bytes, published(root)];
      expect(files[0]?.size).toBeGreaterThan(count);
      sites.push({ told: [result(first), result(again)], files });
    }
    const [one, three] = sites;
    expect(three?.told).toEqual(one?.told);
    for (const at of [0, 1])
      expect(differences(three?.files[at] ?? new Map(), one?.files[at] ?? new Map())).toEqual([]);
  },
  120_000,
);

/** A worker that runs `act` for each batch of articles it has to render. Reading works. */
const listen = (act: string) => `import { workerData } from 'node:worker_threads';
let [task, count] = ['', 0];
workerData.on('message', ({ kind, name }) => {
  if (kind === 'setup') task = name;
  else if (task === 'render') { count++; ${act} }
});
`;

describe('a thread that ends before its work is done is an error, and the output stays as it was', () => {
  const ends: readonly [string, string, RegExp][] = [
    ['one that throws at once', "throw new Error('No thread today.');\n", /No thread today\./],
    [
      'one that ends with its first job',
      `import './worker-whole.js';\n${listen('process.exit(3);')}`,
      /A worker thread ended with code 3\./,
    ],
    [
      'one that ends in the middle',
      `import './worker-whole.js';\n${listen('if (count === 2) process.exit(1);')}`,
      /A worker thread ended with code 1\./,
    ],
    [
      'one that ends in the middle as if all were well',
      `import './worker-whole.js';\n${listen('if (count === 2) process.exit();')}`,
      /A worker thread ended with code 0\./,
    ],
    [
      'one whose job fails',
      `import './worker-whole.js';\n${listen("if (count === 2) throw new Error('This job is too hard.');")}`,
      /This job is too hard\./,
    ],
  ];
  test.each(ends)(
    '%s',
    async (_what, worker, told) => {
      const root = await workspace({ 'feedmill.yaml': config, ...articles(24, 'text') });
      expect((await buildAlone(root)).code).toBe(0);
      const before = await snapshot(join(root, 'dist'));
      await write(root, articles(24, 'news'));
      const path = join(compiled, 'lib/worker.js');
      const whole = readFileSync(path);
      renameSync(path, join(compiled, 'lib/worker-whole.js'));
      writeFileSync(path, worker);
      try {
        const { code, stdout } = await buildShared(root);
        expect(code).not.toBe(0);
        expect(readReport(stdout).problems.map(({ what }) => what)).toEqual([expect.stringMatching(told)]);
        expect(await snapshot(join(root, 'dist'))).toEqual(before);
      } finally {
        writeFileSync(path, whole);
        rmSync(join(compiled, 'lib/worker-whole.js'));
      }
      // The next build is not affected.
      const next = await buildShared(root);
      expect(next.code).toBe(0);
      const alone = await buildAlone(root, '--no-cache');
      expect(JSON.parse(alone.stdout).summary.written).toBe(0);
      expect(result(alone)).toEqual(result(next));
    },
    60_000,
  );
});
