import { execFile } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyPackage } from './compiled.ts';
import { differences, published, result } from './twin.ts';
import { readReport, snapshot, workspace, write, type Outcome } from './workspace.ts';

let compiled = '';
beforeAll(async () => {
  compiled = await copyPackage();
}, 60_000);

/** A run of the compiled program in a process of its own, which has to end by itself. */
// What subscribers have is no matter of threads.
const alike = ['--no-lock', '--accept', '--reporter', 'json'];

function run(root: string, ...argv: readonly string[]): Promise<Outcome> {
  const all = [join(compiled, 'lib/cli.js'), 'build', '--now', '2026-12-01', ...alike, ...argv];
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
archiveSize: 50
authors: [{ name: Jane }]
`;

/** So many articles that more than one thread reads them, some with something to tell. */
function articles(count: number, word: string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at): [string, string] => {
      const date = new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);
      const links = at % 7 === 0 ? `See [none](none-${at}.md) and ![none](none.png).\n\n{{< what >}}` : '';
      const [more, tags] = [at % 31 === 0 ? 'licence: of my own\n' : '', `tags: [T${at % 9}, é]\n`];
      // Who reads looks for a heading where no title is named.
      const [named, heading] = at % 13 === 5 ? ['', `# Title ${at}\n\n`] : [`title: Title ${at}\n`, ''];
      const body = `${heading}The *${word}* of [a day](a${at + 1}.md).\n\n\`\`\`js\nconst a = ${at};\n\`\`\`\n\n${links}`;
      return [`content/a${at}.md`, `---\n${named}date: ${date}\n${tags}${more}---\n\n${body}\n`];
    }),
  );
}

test.each([1300])(
  'threads change nothing but time: %i articles',
  async (count) => {
    const sources = { 'feedmill.yaml': config, ...articles(count, 'text') };
    const sites = [];
    for (const threads of ['1', '3']) {
      const root = await workspace(sources);
      const first = await run(root, '--threads', threads);
      expect([first.code, first.stderr]).toEqual([0, '']);
      expect(readReport(first.stdout).problems.length).toBeGreaterThan(100);
      const bytes = published(root);
      // With what the threads found out for the next build.
      await write(root, { ...articles(count / 2, 'news') });
      const again = await run(root, '--threads', threads);
      const alone = await run(root, '--threads', '1', '--no-cache');
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

const listen = (act: string) =>
  `import { workerData } from 'node:worker_threads';\nlet count = 0;\nworkerData.on('message', ({ kind }) => { if (kind === 'jobs') { count++; ${act} } });\n`;

describe('a thread that ends before its work is done is an error, and the output stays as it was', () => {
  const ends: readonly [string, string, RegExp][] = [
    ['one that throws at once', "throw new Error('No thread today.');\n", /No thread today\./],
    ['one that ends with its first job', listen('process.exit(3);'), /A thread ended with code 3\./],
    [
      'one that ends in the middle',
      `import './worker-whole.js';\n${listen('if (count === 2) process.exit(1);')}`,
      /A thread ended with code 1\./,
    ],
    [
      'one that ends in the middle as if all were well',
      `import './worker-whole.js';\n${listen('if (count === 2) process.exit();')}`,
      /A thread ended with code 0\./,
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
      const root = await workspace({ 'feedmill.yaml': config, ...articles(400, 'text') });
      expect((await run(root, '--threads', '1')).code).toBe(0);
      const before = await snapshot(join(root, 'dist'));
      await write(root, articles(400, 'news'));
      const path = join(compiled, 'lib/worker.js');
      const whole = readFileSync(path);
      renameSync(path, join(compiled, 'lib/worker-whole.js'));
      writeFileSync(path, worker);
      try {
        const { code, stdout } = await run(root, '--threads', '3');
        expect(code).not.toBe(0);
        expect(readReport(stdout).problems.map(({ what }) => what)).toEqual([expect.stringMatching(told)]);
        expect(await snapshot(join(root, 'dist'))).toEqual(before);
      } finally {
        writeFileSync(path, whole);
        rmSync(join(compiled, 'lib/worker-whole.js'));
      }
      // And the next one is as if it had never been.
      const next = await run(root, '--threads', '3');
      expect(next.code).toBe(0);
      const alone = await run(root, '--threads', '1', '--no-cache');
      expect(JSON.parse(alone.stdout).summary.written).toBe(0);
      expect(result(alone)).toEqual(result(next));
    },
    60_000,
  );
});
