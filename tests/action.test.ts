import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { node } from './compiled.ts';
import { codeBlocks, documentText, inlineCode, tableOf } from './documents.ts';
import { fill, runSteps, Steps, type Context, type JobOutcome } from './runner.ts';
import { feedmill, list, workspace, write } from './workspace.ts';

const repository = join(import.meta.dirname, '..');

const Action = v.object({
  inputs: v.record(v.string(), v.object({ description: v.string(), default: v.string() })),
  outputs: v.record(v.string(), v.object({ description: v.string(), value: v.string() })),
  runs: v.object({ using: v.literal('composite'), steps: Steps }),
});

const text = readFileSync(join(repository, 'action.yml'), 'utf8');
const action = v.parse(Action, parse(text));

const { root: compiled } = inject('package');

const site = {
  'feedmill.yaml': 'url: https://example.com/\ntitle: Example\n',
  'content/a.md': '---\ntitle: A\ndate: 2026-01-01\n---\n\nSee [it](none.md).\n',
  'content/soon.md': '---\ntitle: Soon\ndate: 2999-01-01\n---\n\nText.\n',
};

/** Programs in the place of those that would go to the network; each notes how it was called. */
async function programs(place: string): Promise<string> {
  await write(place, {
    'bin/npm': `#!/usr/bin/env bash
echo "npm $*" >>"$NOTES"
case "$1 \${2-}" in
  'run compile') cp -R "$COMPILED/lib" lib ;;
  'ci ')
    mkdir -p node_modules
    if [ -e rolldown.config.ts ]; then rmdir node_modules; ln -s "$COMPILED/node_modules" node_modules; fi
    if [ ! -e rolldown.config.ts ]; then ln -s "$COMPILED" node_modules/feedmill; fi
    ;;
esac
`,
  });
  for (const name of readdirSync(join(place, 'bin'))) await chmod(join(place, 'bin', name), 0o755);
  return join(place, 'bin');
}

/** A repository, and a runner that uses the action in it. */
async function runner(files: Readonly<Record<string, string>>) {
  const place = await workspace({});
  const root = join(place, 'repository');
  await write(root, files);
  const notes = join(place, 'notes');
  writeFileSync(notes, '');
  const bin = await programs(place);
  const env = {
    PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME: place,
    NOTES: notes,
    COMPILED: compiled,
    GITHUB_ACTION_PATH: repository,
  };
  return {
    root,
    place,
    /** What npm was called for, so far. */
    called: () => readFileSync(notes, 'utf8').split('\n').filter(Boolean),
    /** Uses the action with these inputs. */
    async use(inputs: Readonly<Record<string, string>> = {}, more: Readonly<Record<string, string>> = {}) {
      const known = Object.entries(action.inputs).map(([name, input]) => [name, input.default] as const);
      const context: Context = {
        inputs: { ...Object.fromEntries(known), ...inputs },
        runner: { os: 'Linux' },
        github: { run_id: '7', run_attempt: '1', job: 'build' },
      };
      const temporary = join(place, 'temporary');
      return runSteps(action.runs.steps, {
        workspace: root,
        temporary,
        env: { ...env, ...more },
        context,
      });
    },
  };
}

/** The outputs of the action, as a workflow that uses it sees them. */
function outputsOf({ context }: JobOutcome): Record<string, string> {
  return Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value }]) => [name, fill(value, context)]),
  );
}

function lastOf({ steps }: JobOutcome) {
  const last = steps.at(-1);
  if (!last) throw new Error('Nothing ran.');
  return last;
}

describe('the action', () => {
  test('is what GitHub takes: every script names its shell, others are held by their major version', () => {
    expect(Object.keys(parse(text))).toEqual(
      expect.arrayContaining(['name', 'description', 'inputs', 'outputs', 'runs']),
    );
    for (const { uses, run, shell } of action.runs.steps) {
      expect([run, shell]).toEqual([run, run === undefined ? undefined : 'bash']);
      expect(uses ?? 'actions/x@v1').toMatch(/^actions\/[\w-]+@v\d+$/);
      // What comes from outside comes as a value of the environment, and never as a piece of a script.
      expect(run ?? '').not.toContain('${{');
    }
  });

  test('has the inputs and outputs that the documentation lists', () => {
    const reference = documentText('content/reference/schedules-and-ci.md');
    const names = ['input', 'output']
      .flatMap((head) => tableOf(reference, head))
      .map(([cell = '']) => inlineCode(cell));
    const told = [...Object.keys(action.inputs), ...Object.keys(action.outputs)];
    expect(names.flat().toSorted()).toEqual(told.toSorted());
    const example = codeBlocks(reference).find(({ code }) => code.includes('uses: OWNER/feedmill'));
    const workflow: { jobs: { build: { steps: { uses?: string; with?: object }[] } } } = parse(
      example?.code ?? '',
    );
    const step = workflow.jobs.build.steps.find(({ uses }) => uses?.startsWith('OWNER/feedmill'));
    expect(Object.keys(step?.with ?? {}).length).toBeGreaterThan(0);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step?.with ?? {})));
  });

  test('names only inputs it has', () => {
    const named = [...text.matchAll(/\binputs\.([\w-]+)/g)].map(([, name = '']) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(action.inputs)));
  });

  test('builds a site and reports what changed and the next scheduled change', async () => {
    const { root, place, use, called } = await runner(site);
    const first = await use();
    expect([first.isDone, lastOf(first).stderr]).toEqual([true, '']);
    expect(called()).toEqual(['npm ci', 'npm run compile', 'npm prune --omit=dev']);
    const report = join(place, 'temporary/feedmill-report.json');
    expect(outputsOf(first)).toEqual({
      changed: 'true',
      feeds:
        '["https://example.com/feed.xml","https://example.com/atom.xml","https://example.com/feed.json"]',
      next: '2999-01-01T00:00:00Z',
      report,
    });
    expect(lastOf(first).stdout).toMatch(
      /^::warning file=content\/a\.md,line=6,col=10,.*title=Feedmill%3A link-missing::/m,
    );
    expect(first.summary).toContain('### Feedmill build');
    expect(first.summary).toContain('Next\\: Soon\\, at 2999\\-01\\-01 00\\:00 UTC');
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ command: 'build', exitCode: 0 });

    // What is kept is there.
    const kept = first.steps.filter(({ uses }) => uses.startsWith('actions/cache@'));
    const [program = '', cache = '', output = ''] = kept.flatMap(({ inputs }) =>
      (inputs['path'] ?? '').trim().split('\n'),
    );
    expect(existsSync(join(program, 'lib/cli.js'))).toBe(true);
    expect([cache, output]).toEqual(['./.feedmill', './dist']);
    expect(existsSync(join(root, cache))).toBe(true);
    expect(existsSync(join(root, output, 'feed.xml'))).toBe(true);
    expect(kept.map(({ inputs }) => inputs['key'])).toEqual([
      expect.stringMatching(/^feedmill-program-[0-9a-f]{40}-Linux$/),
      'feedmill-site-.-build-7-1',
    ]);

    const second = await use();
    expect(outputsOf(second)).toMatchObject({ changed: 'false', feeds: '[]', next: '2999-01-01T00:00:00Z' });
    expect(called()).toHaveLength(3);
  });

  test('fails with what is wrong at its line, and publishes nothing', async () => {
    const { root, use } = await runner({
      ...Object.fromEntries(Object.entries(site).map(([path, content]) => [`web/${path}`, content])),
      'web/content/b.md': '---\ntitle: B\ndate: soon\n---\n\nText.\n',
    });
    const outcome = await use({ root: 'web' });
    expect([outcome.isDone, lastOf(outcome).code]).toEqual([false, 1]);
    expect(lastOf(outcome).stdout).toMatch(/^::error file=web\/content\/b\.md,line=3,/m);
    expect(outcome.summary).toContain('### Feedmill build\\: web');
    expect(outputsOf(outcome)).toMatchObject({ changed: 'false', feeds: '[]' });
    const { report = '' } = outputsOf(outcome);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ exitCode: 1 });
    expect(existsSync(join(root, 'web/dist'))).toBe(false);
  });

  test('checks without writing, by a config and flags of the site’s own', async () => {
    const { root, use } = await runner({
      'conf/my site.yaml': 'url: https://example.com/\ntitle: Example\ncontent: texts\n',
      'my web/texts/a.md': site['content/a.md'],
    });
    const inputs = {
      root: 'my web',
      config: 'conf/my site.yaml',
      command: 'check',
      report: 'out/check.json',
    };
    const outcome = await use({ ...inputs, args: '--language   de\n--no-pages\n' });
    expect([outcome.isDone, lastOf(outcome).stderr]).toEqual([true, '']);
    expect(outcome.summary).toContain('### Feedmill check\\: my web');
    expect(outputsOf(outcome)).toMatchObject({ changed: 'true', report: join(root, 'out/check.json') });
    const told: { summary: { pages: number } } = JSON.parse(
      readFileSync(join(root, 'out/check.json'), 'utf8'),
    );
    expect(told.summary.pages).toBe(0);
    expect(existsSync(join(root, 'my web/dist'))).toBe(false);
    expect(outcome.steps.filter(({ inputs: told_ }) => told_['key']?.includes('site'))).toEqual([]);
  });

  test.each(['.', 'web'])('runs the Feedmill the site has in %s, installed if need be', async (folder) => {
    const lock = '{ "packages": { "node_modules/feedmill": {} } }\n';
    const files = Object.entries(site).map(([path, content]) => [`web/${path}`, content] as const);
    const { root, use, called } = await runner({
      ...Object.fromEntries(files),
      [`${folder}/package-lock.json`]: lock,
    });
    const outcome = await use({ root: 'web' });
    expect([outcome.isDone, lastOf(outcome).stderr]).toEqual([true, '']);
    expect(called()).toEqual(['npm ci']);
    expect(existsSync(join(root, 'web/dist/feed.xml'))).toBe(true);
    await use({ root: 'web' });
    expect(called()).toEqual(['npm ci']);
  });

  test.each([
    ['build', '--report', '--config'],
    ['check', '--report', '--config'],
    ['plan', '--config'],
    ['notify', '--report'],
  ])('hands over what %s takes', async (command, ...flags) => {
    const { root, use } = await runner({ 'package-lock.json': '"node_modules/feedmill"' });
    await write(root, {
      'node_modules/feedmill/lib/cli.js': 'console.log(JSON.stringify(process.argv.slice(2)));\n',
    });
    const outcome = await use({ command, config: 'c.yaml', args: '* $(touch ran) "x' });
    const argv: string[] = JSON.parse(lastOf(outcome).stdout);
    expect(argv.slice(0, 5)).toEqual([command, '--root', '.', '--reporter', 'github']);
    expect(argv.slice(5, -4).filter((one) => one.startsWith('--'))).toEqual(flags);
    // What the command line does not take begins with this.
    expect((await feedmill(root, argv.slice(0, -4))).stderr).not.toMatch(/^error: /);
    // They are words and no shell's command.
    expect(argv.slice(-4)).toEqual(['*', '$(touch', 'ran)', '"x']);
    expect(await list(root)).not.toContain('ran');
  });

  test('takes no input for a command', async () => {
    const evil = '$(touch ran)`touch ran`"; touch ran; #';
    const { root, use } = await runner(site);
    const outcome = await use({ root: evil, config: evil, report: evil, 'node-version': evil });
    expect(outcome.isDone).toBe(false);
    expect(await list(root)).not.toContain('ran');
    expect(outcome.steps[0]).toMatchObject({ uses: expect.stringMatching(/^actions\/setup-node@/) });
  });

  test('reports that Node.js is too old', async () => {
    const { place, use } = await runner(site);
    await write(place, { 'old/node': '#!/bin/sh\nexit 1\n' });
    await chmod(join(place, 'old/node'), 0o755);
    const outcome = await use({}, { PATH: `${join(place, 'old')}${delimiter}${process.env['PATH'] ?? ''}` });
    expect(lastOf(outcome).code).toBe(2);
    expect(lastOf(outcome).stdout).toMatch(
      /^::error title=Feedmill::Feedmill requires Node\.js 20\.19 or newer/,
    );
  });

  test('keeps nothing where that is not wanted', async () => {
    const { use } = await runner(site);
    const outcome = await use({ cache: 'false' });
    expect(outcome.steps.filter(({ uses }) => uses !== '')).toEqual([]);
  });

  test('is made whole from the files it takes along', async () => {
    // What the program above was only copied for.
    const { place, use } = await runner(site);
    const real = process.env['PATH'] ?? '';
    await write(place, {
      'bin/npm': `#!/usr/bin/env bash
set -e
case "$1" in
  ci) ln -s "$COMPILED/node_modules" node_modules ;;
  run) PATH="$REAL" npm "$@" >/dev/null ;;
esac
`,
    });
    const outcome = await use({}, { REAL: real });
    expect([outcome.isDone, lastOf(outcome).stderr]).toEqual([true, '']);
    const made = readdirSync(join(place, 'temporary')).find((name) => /-[0-9a-f]{40}$/.test(name)) ?? '';
    const version = await node(place, [join(place, 'temporary', made, 'lib/cli.js'), '--version']);
    const manifest: { version: string } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    expect(version).toBe(`${manifest.version}\n`);
  }, 60_000);
});
