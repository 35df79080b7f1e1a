import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { schedulers } from '../src/cli/init/ci.ts';
import { listen } from './origin.ts';
import { bash, evaluate, isTrue, runSteps, Steps, type Context, type JobOutcome } from './runner.ts';
import { feedmill, list, snapshot, workspace, write } from './workspace.ts';
import type { CiSite } from '../src/cli/init/ci-site.ts';

const { root: compiled } = inject('package');

/** A lock file of npm that installs Feedmill. */
const lock = { 'package-lock.json': '{ "packages": { "node_modules/feedmill": {} } }\n' };

const site = {
  ...lock,
  'feedmill.yaml': 'url: https://example.com/\ntitle: Example\n',
  'content/a.md': '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n',
};

const { 'package-lock.json': _, ...unlocked } = site;

const other = '---\ntitle: Another\ndate: 2026-02-02\n---\n\nQuite different.\n';

/** A host that serves what lies in the folder `served` when it is asked, and a hub that notes the feeds it is told of. */
async function startHost() {
  const host = { served: '', told: [] as string[] };
  const { url } = await listen(async (request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    if (path === '/hub') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      host.told.push(new URLSearchParams(Buffer.concat(chunks).toString()).get('hub.url') ?? '');
      response.writeHead(204).end();
      return;
    }
    const file = join(host.served, path);
    if (existsSync(file)) response.writeHead(200).end(readFileSync(file));
    else response.writeHead(404).end();
  });
  const files = {
    ...lock,
    'feedmill.yaml': `url: ${url}\ntitle: Example\nhub: ${url}hub\n`,
    'content/a.md': site['content/a.md'],
  };
  const feeds = ['atom.xml', 'feed.json', 'feed.xml'].map((path) => url + path);
  return { host, files, feeds };
}

/**
 * A repository with these files in it, and programs in the place of those that would go to the network: each notes how it was
 * called, and `npx` runs the compiled Feedmill.
 */
async function repository(files: Readonly<Record<string, string>> = site) {
  const place = await workspace({});
  const root = join(place, 'repository');
  await write(root, { '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const run = `set -eu
  if [ -n "\${WAIT_FOR-}" ]; then while [ ! -e "$WAIT_FOR" ]; do sleep 0.05; done; fi
  exec node "$COMPILED/lib/cli.js" "$@"
`;
  await write(place, {
    'bin/npx': `#!/usr/bin/env bash
echo "npx $*" >>"$NOTES"
[ "$1 $2" = '--no feedmill' ]
shift 2
${run}`,
    'bin/npm': `#!/usr/bin/env bash
echo "npm $*" >>"$NOTES"
mkdir -p node_modules/.bin
cp "$PLACE/own" node_modules/.bin/feedmill
`,
    own: `#!/usr/bin/env bash
echo "own $*" >>"$NOTES"
${run}`,
    notes: '',
  });
  for (const name of ['bin/npx', 'bin/npm', 'own']) await chmod(join(place, name), 0o755);
  const env = {
    PATH: `${join(place, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME: place,
    PLACE: place,
    NOTES: join(place, 'notes'),
    COMPILED: compiled,
  };
  return {
    place,
    root,
    env,
    called: () => readFileSync(env.NOTES, 'utf8').split('\n').filter(Boolean),
  };
}
type Repository = Awaited<ReturnType<typeof repository>>;

const npx = 'npx --no feedmill';

async function init(cwd: string, ...argv: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await feedmill(cwd, ['init', ...argv]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Written: ');
}

const Workflow = v.object({
  permissions: v.record(v.string(), v.string()),
  jobs: v.object({
    check: v.object({ if: v.string(), steps: Steps }),
    publish: v.object({
      if: v.string(),
      permissions: v.record(v.string(), v.string()),
      concurrency: v.object({ group: v.string(), 'cancel-in-progress': v.boolean() }),
      steps: Steps,
    }),
  }),
});
type Workflow = v.InferOutput<typeof Workflow>;

function workflowIn(root: string): Workflow {
  return v.parse(Workflow, parse(readFileSync(join(root, '.github/workflows/feedmill.yml'), 'utf8')));
}

const push = {
  event_name: 'push',
  ref_name: 'main',
  event: { repository: { default_branch: 'main' } },
  run_id: '7',
  run_attempt: '1',
};
// GitHub tells a scheduled run nothing of the repository.
const schedule = { event_name: 'schedule', ref_name: 'main', event: {}, run_id: '8', run_attempt: '1' };

function runJob(
  job: Workflow['jobs']['check'],
  { root, place, env }: Repository,
  github: Context,
): Promise<JobOutcome> {
  return runSteps(job.steps, {
    workspace: root,
    temporary: join(place, 'temporary'),
    env,
    context: { github },
  });
}

/** The actions of others a job used, without their versions. */
function used({ steps }: JobOutcome): string[] {
  return steps.flatMap(({ uses }) => (uses === '' ? [] : [uses.replace(/^actions\/|@v\d+$/g, '')]));
}

const always = ['checkout', 'setup-node', 'cache'];
const deployment = ['upload-pages-artifact', 'deploy-pages'];

describe('the workflow for GitHub', () => {
  test('checks pull requests, publishes the default branch, and may do no more than that', async () => {
    const { root } = await repository();
    await init(root, '--ci', 'github');
    const { permissions, jobs } = workflowIn(root);
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.publish.permissions).toEqual({ contents: 'read', pages: 'write', 'id-token': 'write' });
    expect(jobs.publish.concurrency['cancel-in-progress']).toBe(false);
    const which = (github: Context) =>
      [jobs.check, jobs.publish].map((job) => isTrue(evaluate(job.if, { github })));
    const { event } = push;
    expect(which(push)).toEqual([false, true]);
    expect(which({ ...push, ref_name: 'wip' })).toEqual([false, false]);
    expect(which({ event_name: 'workflow_dispatch', ref_name: 'main', event })).toEqual([false, true]);
    expect(which({ event_name: 'pull_request', ref_name: '7/merge', event })).toEqual([true, false]);
    expect(which({ event_name: 'pull_request', ref_name: 'main', event })).toEqual([true, false]);
    expect(which(schedule)).toEqual([false, true]);
    for (const { uses = 'actions/x@v1' } of [...jobs.check.steps, ...jobs.publish.steps])
      expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
  });

  test('builds and deploys, and on a schedule deploys only what changed', async () => {
    const place = await repository();
    await init(place.root, '--ci', 'github');
    const { publish } = workflowIn(place.root).jobs;
    const first = await runJob(publish, place, schedule);
    expect([first.isDone, used(first)]).toEqual([true, [...always, ...deployment]]);
    const cache = first.steps.find(({ uses }) => uses.includes('/cache@'));
    const upload = first.steps.find(({ uses }) => uses.includes('/upload-'));
    expect(cache?.inputs).toEqual({
      path: '.feedmill\ndist\n',
      key: 'feedmill-8-1',
      'restore-keys': 'feedmill-',
    });
    expect(readdirSync(join(place.root, '.feedmill'))).toContain('report.json');
    expect(existsSync(join(place.root, upload?.inputs['path'] ?? '', 'feed.xml'))).toBe(true);
    expect(first.summary).toContain('### Feedmill build');

    expect(used(await runJob(publish, place, schedule))).toEqual(always);
    expect(used(await runJob(publish, place, push))).toEqual([...always, ...deployment]);
    expect(place.called()).toEqual(
      Array.from({ length: 3 }, () => [
        'npm ci',
        `${npx} build --report .feedmill/report.json --reporter github`,
      ]).flat(),
    );
  });

  test('ends at an article that is wrong', async () => {
    const place = await repository({ ...site, 'content/b.md': '---\ntitle: B\ndate: soon\n---\nText.\n' });
    await init(place.root, '--ci', 'github');
    const { publish, check } = workflowIn(place.root).jobs;
    const published = await runJob(publish, place, push);
    expect([published.isDone, used(published)]).toEqual([false, always]);
    const checked = await runJob(check, place, { ...push, event_name: 'pull_request' });
    expect([checked.isDone, checked.steps.at(-1)?.code]).toEqual([false, 1]);
    expect(checked.steps.at(-1)?.stdout).toMatch(/^::error file=content\/b\.md,line=3,/m);
    expect(existsSync(join(place.root, 'dist'))).toBe(false);
  });

  test('shows the plan for a pull request', async () => {
    const place = await repository();
    await init(place.root, '--ci', 'github');
    const { check } = workflowIn(place.root).jobs;
    const checked = await runJob(check, place, { ...push, event_name: 'pull_request' });
    expect([checked.isDone, used(checked)]).toEqual([true, ['checkout', 'setup-node']]);
    expect(place.called()).toEqual([
      'npm ci',
      `${npx} check --reporter github`,
      `${npx} plan --reporter github`,
    ]);
    expect(existsSync(join(place.root, 'dist'))).toBe(false);
  });

  test('takes the Feedmill of the site, in whatever folder it lies', async () => {
    const place = await repository({
      'my web/site.yaml': `${site['feedmill.yaml']}output: out put\n`,
      'my web/content/a.md': `${site['content/a.md']}\n[none](none.md)\n`,
      'my web/package-lock.json': '{ "packages": { "node_modules/feedmill": {} } }\n',
    });
    await init(place.root, '--ci', 'github', '--root', 'my web', '--config', 'my web/site.yaml');
    const { publish } = workflowIn(place.root).jobs;
    const outcome = await runJob(publish, place, push);
    expect([outcome.isDone, used(outcome)]).toEqual([true, [...always, ...deployment]]);
    expect(place.called()).toEqual([
      'npm ci',
      'own build --report my web/.feedmill/report.json --root my web --config my web/site.yaml --reporter github',
    ]);
    const upload = outcome.steps.find(({ uses }) => uses.includes('/upload-'));
    expect(upload?.inputs['path']).toBe('my web/out put');
    expect(existsSync(join(place.root, 'my web/out put/feed.xml'))).toBe(true);
    expect(outcome.steps.find(({ id }) => id === 'build')?.stdout).toMatch(
      /^::warning file=my web\/content\/a\.md,line=8,/m,
    );
  });

  test('deploys whenever another generator has a part in it, and has a place for that', async () => {
    const place = await repository({ ...site, 'feedmill.yaml': `${site['feedmill.yaml']}pages: false\n` });
    await init(place.root, '--ci', 'github');
    const { publish } = workflowIn(place.root).jobs;
    await runJob(publish, place, schedule);
    expect(used(await runJob(publish, place, schedule))).toEqual([...always, ...deployment]);
    expect(readFileSync(join(place.root, '.github/workflows/feedmill.yml'), 'utf8')).toMatch(
      /# Run the generator of your pages here.*\n      - id: build\n/,
    );
  });

  test('notifies the hubs of changed feeds after the deployment', async () => {
    const { host, files, feeds } = await startHost();
    const place = await repository(files);
    await init(place.root, '--ci', 'github');
    host.served = join(place.root, 'dist');
    const { publish } = workflowIn(place.root).jobs;
    const outcome = await runJob(publish, place, schedule);
    expect([outcome.isDone, outcome.steps.at(-1)?.stderr]).toEqual([true, '']);
    expect(outcome.steps.at(-2)?.id).toBe('deploy');
    expect(outcome.summary).toContain('### Feedmill notify');
    expect(host.told.toSorted()).toEqual(feeds);
    expect((await runJob(publish, place, schedule)).isDone).toBe(true);
    expect(host.told).toHaveLength(3);
  });
});

const Script = v.array(v.string());
const Job = v.object({
  stage: v.string(),
  rules: v.array(v.object({ if: v.string() })),
  needs: v.optional(v.array(v.string())),
  cache: v.optional(v.object({ key: v.string(), when: v.optional(v.string()), paths: v.array(v.string()) })),
  before_script: v.optional(Script, []),
  script: Script,
  artifacts: v.optional(
    v.object({ when: v.string(), paths: v.array(v.string()), exclude: v.optional(Script) }),
  ),
});
const Pipeline = v.object({
  stages: v.array(v.string()),
  check: Job,
  pages: v.intersect([Job, v.object({ resource_group: v.string(), interruptible: v.literal(false) })]),
  notify: v.optional(Job),
});

function pipelineIn(root: string): v.InferOutput<typeof Pipeline> {
  return v.parse(Pipeline, parse(readFileSync(join(root, '.gitlab-ci.yml'), 'utf8')));
}

/** Runs a job as GitLab's runner does: each piece of its scripts in turn, until one fails. */
async function runGitlab(job: v.InferOutput<typeof Job>, { root, env }: Repository) {
  const script = [...job.before_script, ...job.script].join('\n');
  return bash(['-c', `set -eo pipefail\n${script}`], root, { ...env, CI: 'true' });
}

/** Whether a job has a part in a pipeline of this branch. */
async function isWanted(job: v.InferOutput<typeof Job>, env: Readonly<Record<string, string>>) {
  const all = { CI_DEFAULT_BRANCH: 'main', ...env };
  for (const rule of job.rules) {
    const { code } = await bash(['-c', `[[ ${rule.if} ]]`], '/', all);
    if (code === 0) return true;
  }
  return false;
}

describe.each(['github', 'gitlab', 'cron'] as const)('what builds the site with %s', (name) => {
  const { path } = schedulers[name];

  test.each([
    ['no lock file', {}],
    [
      'a lock file without Feedmill',
      { 'package-lock.json': '{ "packages": { "node_modules/marked": {} } }' },
    ],
    [
      'a tarball that is not in the repository',
      { 'package-lock.json': '{ "feedmill": "file:../feedmill-0.1.0.tgz", "node_modules/feedmill": {} }' },
    ],
    [
      'such a tarball of pnpm',
      { 'pnpm-lock.yaml': 'packages:\n  feedmill@file:../f.tgz:\n    resolution: {}\n' },
    ],
    [
      'such a tarball of Yarn',
      { 'yarn.lock': '# yarn lockfile v1\n\n"feedmill@file:../f.tgz":\n  version "0.1.0"\n' },
    ],
  ])('is not written with %s', async (_name, files) => {
    const { root } = await repository({ ...unlocked, ...files });
    const { code, stdout, stderr } = await feedmill(root, ['init', '--ci', name]);
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('Written: ')]);
    expect(stderr).toContain(`\`init\` did not write ${path}`);
    expect(stderr).toContain(`feedmill init --ci ${name}\` again`);
    expect(existsSync(join(root, path))).toBe(false);
  });

  test.each([
    ['npm', lock, 'npm ci', 'npx --no feedmill'],
    [
      'npm, from a tarball in the repository',
      { 'package-lock.json': '"feedmill": "file:feedmill-0.1.0.tgz", "node_modules/feedmill"' },
      'npm ci',
      'npx --no feedmill',
    ],
    [
      'pnpm',
      { 'pnpm-lock.yaml': 'importers:\n  .:\n    devDependencies:\n      feedmill:\n        specifier: 1\n' },
      'corepack enable\npnpm install --frozen-lockfile',
      'pnpm exec feedmill',
    ],
    [
      'Yarn 1',
      { 'yarn.lock': '# yarn lockfile v1\n\nfeedmill@^0.1.0:\n  version "0.1.0"\n' },
      'yarn install --frozen-lockfile',
      'yarn run feedmill',
    ],
    [
      'Yarn',
      { 'yarn.lock': '__metadata:\n  version: 8\n\n"feedmill@npm:^0.1.0":\n  version: 0.1.0\n' },
      'corepack enable\nyarn install --immutable',
      'yarn run feedmill',
    ],
    [
      'Bun',
      { 'bun.lock': '{ "packages": { "feedmill": ["feedmill@0.1.0"] } }' },
      'npm install --global bun\nbun install --frozen-lockfile',
      'bun run feedmill',
    ],
  ])(
    'runs what the lock file of %s installs, and downloads nothing else',
    async (_name, files, install, run) => {
      const { root } = await repository({ ...unlocked, ...files });
      await init(root, '--ci', name);
      const written = readFileSync(join(root, path), 'utf8');
      const scripts = name === 'cron' ? [written] : scriptsIn(parse(written));
      expect(scripts.join('\n')).toContain(`${run} build --report`);
      // Cron runs on a machine where Feedmill is installed.
      expect(scripts.some((script) => script.trim() === install)).toBe(name !== 'cron');
      expect(written).not.toMatch(/feedmill@|--yes|npx (?!--no )/);
    },
  );
});

describe('the jobs for GitLab', () => {
  test('check merge requests, and publish the default branch', async () => {
    const { root } = await repository();
    await init(root, '--ci', 'gitlab');
    const { check, pages, stages } = pipelineIn(root);
    expect([check.stage, pages.stage]).toEqual(stages);
    const which = async (env: Readonly<Record<string, string>>) => [
      await isWanted(check, env),
      await isWanted(pages, env),
    ];
    expect(await which({ CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'main' })).toEqual([false, true]);
    expect(await which({ CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'wip' })).toEqual([false, false]);
    expect(await which({ CI_PIPELINE_SOURCE: 'schedule', CI_COMMIT_BRANCH: 'main' })).toEqual([false, true]);
    expect(await which({ CI_PIPELINE_SOURCE: 'merge_request_event' })).toEqual([true, false]);
  });

  test('publish what was built, and nothing of our own', async () => {
    const place = await repository();
    await init(place.root, '--ci', 'gitlab');
    const { pages } = pipelineIn(place.root);
    expect(await runGitlab(pages, place)).toMatchObject({ code: 0, stderr: '' });
    expect(place.called()).toEqual(['npm ci', `${npx} build --report .feedmill/report.json`]);
    const { paths = [], exclude } = pages.artifacts ?? {};
    expect([paths, exclude]).toEqual([['public', '.feedmill/report.json'], ['public/.feedmill/**/*']]);
    for (const path of [...paths, ...(pages.cache?.paths ?? []), 'public/feed.xml', 'public/a/index.html'])
      expect([path, existsSync(join(place.root, path))]).toEqual([path, true]);
    // The next run begins with what is cached, and an old `public` is none of the new one.
    writeFileSync(join(place.root, 'public/old.html'), '');
    rmSync(join(place.root, 'content/a.md'));
    await write(place.root, { 'content/b.md': other });
    expect((await runGitlab(pages, place)).code).toBe(0);
    expect((await list(join(place.root, 'public'))).filter((path) => /^(?:a|b|old)\b/.test(path))).toEqual([
      'b/index.html',
    ]);
  });

  test('end at an article that is wrong, and keep the report', async () => {
    const place = await repository({ ...site, 'content/b.md': '---\ntitle: B\ndate: soon\n---\nText.\n' });
    await init(place.root, '--ci', 'gitlab');
    const { check, pages } = pipelineIn(place.root);
    expect((await runGitlab(pages, place)).code).toBe(1);
    expect(existsSync(join(place.root, 'public'))).toBe(false);
    expect((await runGitlab(check, place)).code).toBe(1);
    for (const { artifacts } of [check, pages]) {
      expect(artifacts?.when).toBe('always');
      expect(artifacts?.paths).toContain('.feedmill/report.json');
    }
    const report: unknown = JSON.parse(readFileSync(join(place.root, '.feedmill/report.json'), 'utf8'));
    expect(report).toMatchObject({ command: 'check', exitCode: 1 });
  });

  test('take the Feedmill of the site, in whatever folder it lies', async () => {
    const place = await repository({
      'my web/feedmill.yaml': `${site['feedmill.yaml']}output: public\n`,
      'my web/content/a.md': site['content/a.md'],
      'my web/package-lock.json': '{ "packages": { "node_modules/feedmill": {} } }\n',
    });
    await init(place.root, '--ci', 'gitlab', '--root', 'my web');
    const { check, pages } = pipelineIn(place.root);
    expect(await runGitlab(pages, place)).toMatchObject({ code: 0, stderr: '' });
    expect(await runGitlab(check, place)).toMatchObject({ code: 0, stderr: '' });
    expect(place.called()).toEqual([
      'npm ci',
      'own build --report my web/.feedmill/report.json --root my web',
      'npm ci',
      'own check --report my web/.feedmill/report.json --root my web',
      'own plan --root my web',
    ]);
    expect(existsSync(join(place.root, 'public/feed.xml'))).toBe(true);
  });

  test('publish a folder that is called so already', async () => {
    const place = await repository({
      ...site,
      'feedmill.yaml': `${site['feedmill.yaml']}output: public\npages: false\n`,
    });
    await init(place.root, '--ci', 'gitlab');
    const { pages } = pipelineIn(place.root);
    expect((await runGitlab(pages, place)).code).toBe(0);
    expect((await runGitlab(pages, place)).code).toBe(0);
    expect(existsSync(join(place.root, 'public/feed.xml'))).toBe(true);
    expect(readFileSync(join(place.root, '.gitlab-ci.yml'), 'utf8')).toMatch(
      /script:\n    # Run the generator of your pages here/,
    );
  });

  test('notify the hubs after that, and keep failed notifications', async () => {
    const { host, files, feeds } = await startHost();
    const place = await repository(files);
    await init(place.root, '--ci', 'gitlab');
    host.served = join(place.root, 'public');
    const { stages, pages, notify } = pipelineIn(place.root);
    if (!notify) throw new Error('Nobody tells the hubs.');
    expect(stages.indexOf(pages.stage)).toBeLessThan(stages.indexOf(notify.stage));
    expect(notify).toMatchObject({ needs: ['pages'], cache: { when: 'always' } });
    expect((await runGitlab(pages, place)).code).toBe(0);
    // Of the job before it has the artifacts, and no more.
    rmSync(join(place.root, 'dist'), { recursive: true });
    expect(await runGitlab(notify, place)).toMatchObject({ code: 0, stderr: '' });
    expect(host.told.toSorted()).toEqual(feeds);
    for (const path of notify.cache?.paths ?? [])
      expect([path, existsSync(join(place.root, path))]).toEqual([path, true]);
  });
});

const has = async (program: string) =>
  (await bash(['-c', `command -v ${program}`], '/', { PATH: process.env['PATH'] ?? '' })).code === 0;
const [hasFlock, hasRsync] = [await has('flock'), await has('rsync')];

// Only where it is not there itself: what the script asks of it.
const mirror = `#!/usr/bin/env node
const { cpSync, rmSync, readdirSync } = require('node:fs');
const paths = process.argv.slice(2).filter((one) => !one.startsWith('-'));
const [from, to] = paths;
if (/:/.test(to)) process.exit(255);
for (const name of readdirSync(from)) if (name !== '.feedmill') cpSync(from + name, to + name, { recursive: true });
for (const name of readdirSync(to))
  if (name !== '.feedmill' && !readdirSync(from).includes(name)) rmSync(to + name, { recursive: true });
`;

/** A site with the script, and how to run it. */
async function server(files: Readonly<Record<string, string>> = site, makeScript = true) {
  const place = await repository(files);
  if (makeScript) await init(place.root, '--ci', 'cron');
  await write(place.place, hasRsync ? {} : { 'bin/rsync': mirror });
  if (!hasRsync) await chmod(join(place.place, 'bin/rsync'), 0o755);
  const target = join(place.place, 'served');
  await write(target, {});
  await write(target, { 'old.html': 'Of yesterday.\n' });
  const run = (more: Readonly<Record<string, string>> = {}) =>
    bash([join(place.root, 'feedmill-cron.sh')], '/', { ...place.env, FEEDMILL_TARGET: target, ...more });
  const log = () => readFileSync(join(place.root, '.feedmill/cron.log'), 'utf8');
  return { ...place, target, run, log };
}

describe.runIf(hasFlock)('the script for cron', () => {
  const silent = { code: 0, stdout: '', stderr: '' };

  test('builds and publishes, and prints nothing', async () => {
    const { root, target, run, called, log } = await server();
    expect(await run()).toEqual(silent);
    expect(called()).toEqual([`${npx} build --report .feedmill/report.json`]);
    const built = (await list(join(root, 'dist'))).filter((path) => !path.startsWith('.feedmill'));
    expect(await list(target)).toEqual(built);
    expect(log()).toContain('Built 1 article');
    // What goes from the site goes from where it is served.
    rmSync(join(root, 'content/a.md'));
    await write(root, { 'content/b.md': other });
    expect(await run()).toEqual(silent);
    expect((await list(target)).filter((path) => /^[ab]\//.test(path))).toEqual(['b/index.html']);
  });

  test('runs once at a time: the next one leaves it alone', async () => {
    const { place, run, called, target } = await server();
    const go = join(place, 'go');
    const first = run({ WAIT_FOR: go });
    await expect.poll(() => called().length).toBe(1);
    expect(await Promise.all([run(), run()])).toEqual([silent, silent]);
    expect(called()).toHaveLength(1);
    expect(await list(target)).toEqual(['old.html']);
    writeFileSync(go, '');
    expect(await first).toEqual(silent);
    expect(existsSync(join(target, 'feed.xml'))).toBe(true);
    // And after it all is as before.
    expect(await run()).toEqual(silent);
    expect(called()).toHaveLength(2);
  });

  test('stops at an invalid article, reports it, and publishes nothing', async () => {
    const { root, target, run } = await server();
    await run();
    const before = await snapshot(target);
    await write(root, { 'content/b.md': '---\ntitle: B\ndate: soon\n---\nText.\n' });
    const { code, stdout, stderr } = await run();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error content/b.md:3:7 date-unreadable');
    expect(await snapshot(target)).toEqual(before);
  });

  test('publishes with the next run what could not be', async () => {
    const { target, run } = await server();
    const { code, stderr } = await run({ FEEDMILL_TARGET: 'nobody@host.invalid:/srv' });
    expect(code).toBeGreaterThan(0);
    expect(stderr).toContain('Built 1 article');
    expect(await run()).toEqual(silent);
    expect(existsSync(join(target, 'feed.xml'))).toBe(true);
  });

  test('does not start without a place to publish to, nor where it cannot lock', async () => {
    const { place, run, called } = await server();
    expect(await run({ FEEDMILL_TARGET: '' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("set 'target' to the folder"),
    });
    await write(place, { 'bin/flock': '#!/bin/sh\nexit 127\n' });
    await chmod(join(place, 'bin/flock'), 0o755);
    expect((await run()).code).toBe(127);
    expect(called()).toEqual([]);
  });

  test('keeps the end of its log only', async () => {
    const { root, run, log } = await server();
    await write(root, { '.feedmill/cron.log': 'Long ago.\n'.repeat(5000) });
    expect(await run()).toEqual(silent);
    expect(log().split('\n').length).toBeLessThan(1100);
    expect(log()).toContain('Built 1 article');
  });

  test('takes the config and the output of the site', async () => {
    const { root, target, run, called } = await server(
      {
        'conf/site.yaml': `${site['feedmill.yaml']}output: out put\npages: false\n`,
        'content/a.md': site['content/a.md'],
        'package-lock.json': '"node_modules/feedmill"',
      },
      false,
    );
    await init(root, '--ci', 'cron', '--config', 'conf/site.yaml');
    expect(await run()).toEqual(silent);
    expect(called()).toEqual([
      'npx --no feedmill build --report .feedmill/report.json --config conf/site.yaml',
    ]);
    expect(existsSync(join(target, 'feed.xml'))).toBe(true);
    expect(readFileSync(join(root, 'feedmill-cron.sh'), 'utf8')).toContain(
      '# Run the generator of your pages',
    );
  });

  test('notifies the hubs after publishing, including changes of an earlier failed run', async () => {
    const { host, files, feeds } = await startHost();
    const { root, target, run, called } = await server(files);
    host.served = target;
    expect(await run()).toEqual(silent);
    expect(called()).toEqual([
      `${npx} build --report .feedmill/report.json`,
      `${npx} notify --report .feedmill/report.json`,
    ]);
    expect(host.told.splice(0).toSorted()).toEqual(feeds);
    await write(root, { 'content/b.md': other });
    expect((await run({ FEEDMILL_TARGET: 'nobody@host.invalid:/srv' })).code).toBeGreaterThan(0);
    expect(host.told).toEqual([]);
    expect(await run()).toEqual(silent);
    expect(host.told.toSorted()).toEqual(feeds);
  });
});

const hasShellcheck = await has('shellcheck');

describe.runIf(hasShellcheck)('a shell that knows better', () => {
  test.each(['github', 'gitlab', 'cron', 'action'] as const)('finds nothing in %s', async (name) => {
    const root = await workspace({});
    const odd: CiSite = {
      folder: 'my web',
      program: { repository: "'my web/node_modules/.bin/feedmill'", site: 'npx --no feedmill' },
      install: { folder: 'my web', commands: ['npm ci'] },
      config: 'a b.yaml',
      output: "it's out",
      hasGenerator: true,
      hasHubs: true,
    };
    const file = join(import.meta.dirname, '../action.yml');
    const text = name === 'action' ? readFileSync(file, 'utf8') : schedulers[name].file(odd).text;
    const scripts = name === 'cron' ? [text] : scriptsIn(parse(text));
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      const path = join(root, 'script.sh');
      writeFileSync(path, script.startsWith('#!') ? script : `#!/usr/bin/env bash\n${script}`);
      const outcome = promisify(execFile)('shellcheck', ['--severity=style', path]);
      expect(
        await outcome.then(
          () => '',
          (error: { stdout: string }) => error.stdout,
        ),
      ).toBe('');
    }
  });
});

/** Every script in a workflow, an action or a pipeline. */
function scriptsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]): string[] => {
    if (key === 'run' && typeof one === 'string') return [one];
    if (key.endsWith('script') && Array.isArray(one)) return [one.join('\n')];
    return scriptsIn(one);
  });
}
