import { readdirSync, readFileSync } from 'node:fs';
import { appendFile, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { messages } from '../src/problems/messages.ts';
import type { Entry } from '../src/problems/messages/entry.ts';
import type { Outcome } from './workspace.ts';
import { feedmill, now, readReport, snapshot, workspace, write } from './workspace.ts';

/** The `expected.json` of a fixture, written by hand from the rules. */
const Expected = v.strictObject({
  exitCode: v.picklist([0, 1, 2]),
  args: v.optional(v.array(v.string()), []),
  env: v.optional(v.record(v.string(), v.string()), {}),
  /** The commands that report the problem. */
  commands: v.optional(v.array(v.picklist(['build', 'check'])), ['build', 'check']),
  /** Files of the previous build that somebody changes before this one. */
  touch: v.optional(v.array(v.string()), []),
  problems: v.array(
    v.strictObject({
      code: v.string(),
      severity: v.picklist(['error', 'warning']),
      file: v.optional(v.string()),
      line: v.optional(v.number()),
      column: v.optional(v.number()),
      /** Parts of the sentences. */
      what: v.optional(v.string()),
      fix: v.optional(v.string()),
    }),
  ),
});

const folder = join(import.meta.dirname, 'errors');
const cases = readdirSync(folder).map((name) => ({
  name,
  expected: v.parse(Expected, JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'))),
}));
type Case = (typeof cases)[number];

function named(some: readonly Case[]): [string, Case][] {
  return some.map((one) => [one.name, one]);
}

const good = {
  'good.yaml': 'url: https://example.com/\ntitle: Example\ncontent: good\n',
  'good/good.md': '---\ntitle: Good\ndate: 2026-01-01\n---\n\nThe last good build.\n',
};

/** The good site, built once for all fixtures. */
const goodSite = (async () => {
  const root = await mkdtemp(join(tmpdir(), 'feedmill-good-'));
  await write(root, good);
  const { code, stdout, stderr } = await feedmill(root, ['build', '--config', 'good.yaml', '--now', now]);
  if (code !== 0) throw new Error(`The good build gave ${code}:\n${stdout}${stderr}`);
  return root;
})();
afterAll(async () => rm(await goodSite, { recursive: true, force: true }));

function attempt(root: string, { expected }: Case, ...argv: readonly string[]): Promise<Outcome> {
  const ownClock = expected.args.includes('--now') || 'SOURCE_DATE_EPOCH' in expected.env;
  return feedmill(root, [...argv, ...expected.args, ...(ownClock ? [] : ['--now', now])], expected.env);
}

/** What a run of a command printed and reported, and the output folder before and after it. */
interface Run {
  readonly code: number;
  readonly text: string;
  readonly report: ReturnType<typeof readReport>;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

const runs = new Map<string, Promise<Readonly<Record<'check' | 'build', Run>>>>();

/** One check and one build of a folder with the mistake in it, whose output is that of a build before the mistake was made. */
function runOnce(one: Case): Promise<Readonly<Record<'check' | 'build', Run>>> {
  const known = runs.get(one.name) ?? checkAndBuild(one);
  runs.set(one.name, known);
  return known;
}

async function checkAndBuild(one: Case): Promise<Readonly<Record<'check' | 'build', Run>>> {
  const root = await workspace(join(folder, one.name));
  await cp(await goodSite, root, { recursive: true });
  const output = join(root, 'dist');
  for (const file of one.expected.touch) await appendFile(join(output, file), '<!-- mine -->');
  const before = await snapshot(output);
  const check = await attempt(root, one, 'check', '--reporter', 'json');
  const between = await snapshot(output);
  // A fixture about `--report` has its own: a second build then prints the report.
  const hasReport = one.expected.args.includes('--report');
  const file = join(root, '.report/build.json');
  const build = await attempt(root, one, 'build', ...(hasReport ? [] : ['--report', file]));
  const json = hasReport
    ? (await attempt(root, one, 'build', '--reporter', 'json')).stdout
    : await readFile(file, 'utf8');
  const after = await snapshot(output);
  return {
    check: { ...printed(check), report: readReport(check.stdout), before, after: between },
    build: { ...printed(build), report: readReport(json), before: between, after },
  };
}

function printed({ code, stdout, stderr }: Outcome): Pick<Run, 'code' | 'text'> {
  return { code, text: stdout + stderr };
}

const somewhere: unknown = expect.any(Number);

/** What is expected of a report, as a pattern: a problem of an article always has a line and a column. */
function pattern({ what = '', fix = '', ...place }: Case['expected']['problems'][number]): object {
  const placed = place.file?.endsWith('.md') === true || place.line !== undefined;
  return {
    ...(placed && { line: somewhere, column: somewhere }),
    ...place,
    what: expect.stringContaining(what),
    fix: expect.stringContaining(fix),
  };
}

/** In the order of their places, so that the order of reporting is free. */
function sorted<P extends { file?: string | undefined; line?: number | undefined; code: string }>(
  problems: readonly P[],
): P[] {
  const key = ({ code, file = '', line = 0 }: P) => `${file} ${String(line).padStart(6, '0')} ${code}`;
  return problems.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

const of = (command: 'build' | 'check') =>
  cases.filter(({ expected }) => expected.commands.includes(command));

describe.each(named(of('build')))('%s', (_name, one) => {
  const { expected } = one;

  test('build reports what is wrong, and where', async () => {
    const { code, report } = (await runOnce(one)).build;
    expect(sorted(report.problems)).toMatchObject(sorted(expected.problems).map(pattern));
    expect(report.problems).toHaveLength(expected.problems.length);
    expect([code, report.exitCode, report.command]).toEqual([expected.exitCode, expected.exitCode, 'build']);
    expect(globalThis).not.toHaveProperty('feedmillRanCode');
  });

  test('every sentence is whole', async () => {
    const { report } = (await runOnce(one)).build;
    const known: Readonly<Record<string, Entry>> = messages;
    const sentences = report.problems.flatMap(({ code, what, why, fix }) =>
      known[code]?.why === undefined ? [what, fix] : [what, why, fix],
    );
    expect(sentences.filter((text) => text === '' || /undefined|NaN|\[object|``|\{\}/.test(text))).toEqual(
      [],
    );
  });

  test('a person reads the place, and no stack', async () => {
    const { text } = (await runOnce(one)).build;
    expect(text).not.toMatch(/^\s+at .+:\d+:\d+/m);
    expect(text).not.toContain('node_modules');
    expect(text).not.toContain('\u001B');
    // The report shows twelve problems of a kind, and counts the others.
    const shown = expected.problems.filter(
      ({ code }, at, all) => all.slice(0, at).filter((each) => each.code === code).length < 10,
    );
    const places = shown.flatMap(({ file, line, column }) =>
      file === undefined || line === undefined ? [] : [`${file}:${line}:${column ?? ''}`],
    );
    expect(places.filter((place) => !text.includes(place))).toEqual([]);
  });
});

const isWarning = ({ expected }: Case) => expected.exitCode === 0;

describe.each(named(cases.filter((one) => !isWarning(one))))('%s', (_name, one) => {
  test('publishes nothing, and leaves every byte of the last good output', async () => {
    const { before, after } = (await runOnce(one)).build;
    expect(after).toEqual(before);
  });
});

describe.each(named(of('build').filter(isWarning)))('%s', (_name, one) => {
  test('does not keep the article from being published', async () => {
    const { before, after } = (await runOnce(one)).build;
    expect(after['feed.xml']).toEqual(expect.any(String));
    expect(after['feed.xml']).not.toBe(before['feed.xml']);
  });
});

// Only a build sees what somebody changed in the output.
describe.each(named(of('check').filter(({ expected }) => expected.touch.length === 0)))(
  '%s',
  (_name, one) => {
    test('check reports the same, and writes nothing', async () => {
      const { code, report, before, after } = (await runOnce(one)).check;
      expect(sorted(report.problems)).toMatchObject(sorted(one.expected.problems).map(pattern));
      expect([code, report.exitCode, report.command]).toEqual([
        one.expected.exitCode,
        one.expected.exitCode,
        'check',
      ]);
      expect(after).toEqual(before);
    });
  },
);

test('every problem of the content and the config is shown by a fixture', () => {
  const shown = new Set(cases.flatMap(({ expected }) => expected.problems.map(({ code }) => code)));
  const wanted = Object.entries(messages)
    .filter(([code, { cause }]) => cause === 'content' || code.startsWith('config-'))
    // The tests of the other commands show what a build never reports.
    .filter(([code]) => !/^(?:subscription|import)-/.test(code))
    .map(([code]) => code);
  expect(wanted.filter((code) => !shown.has(code))).toEqual([]);
});

test('a file that somebody changed is not deleted', async () => {
  const one = cases.find(({ name }) => name === 'output-changed');
  if (!one) throw new Error('The fixture is gone.');
  const { before, after } = (await runOnce(one)).build;
  expect(after['good/index.html']).toBe(before['good/index.html']);
});
