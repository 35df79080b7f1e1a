import { describe, expect, test } from 'vitest';
import { feedmill, readReport, workspace } from './workspace.ts';

const site = {
  'feedmill.yaml': 'url: https://example.com/\ntitle: Example\n',
  'content/a.md': '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n',
};

/** The names of the flags in a part of the help. */
function flags(section = ''): (string | undefined)[] {
  return [...section.matchAll(/^ +(?:-\w, )?--([\w-]+)/gm)].map(([, name]) => name);
}

describe('a mistake on the command line', () => {
  test.each([
    ['a misspelt command', ['bild'], "error: unknown command 'bild'\n(Did you mean build?)\n"],
    ['a misspelt flag', ['build', '--limitt', '3'], "unknown option '--limitt'\n(Did you mean --limit?)\n"],
    ['camel case', ['build', '--maxBytes', '3'], "'--maxBytes'\n(Did you mean --max-bytes?)\n"],
    ['camel case', ['build', '--archiveSize', '3'], "'--archiveSize'\n(Did you mean --archive-size?)\n"],
    ['camel case', ['check', '--browserView'], "'--browserView'\n(Did you mean --browser-view?)\n"],
    ['camel case', ['plan', '--no-browserView'], "'--no-browserView'\n(Did you mean --no-browser-view?)\n"],
    ['a flag without its value', ['build', '--limit'], "option '--limit <number>' argument missing\n"],
    ['a value that is not a choice', ['init', '--ci', 'svn'], 'Allowed choices are github, gitlab, cron.\n'],
    ['one argument too many', ['build', 'blog'], 'Expected 0 arguments but got 1.\n'],
    ['a missing argument', ['adopt'], "missing required argument 'feed'\n"],
  ])('%s: %j', async (_name, argv, message) => {
    const outcome = await feedmill(await workspace(site), argv);
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
    expect(outcome.stderr).toMatch(/\nRun "feedmill help[^"]*" to see .*\n$/);
  });
});

describe('the flags of config keys', () => {
  test('are in kebab case and win over the file', async () => {
    const root = await workspace({ ...site, 'feedmill.yaml': `${site['feedmill.yaml']}maxBytes: 3\n` });
    const argv = ['check', '--max-bytes', '20000', '--archive-size=3', '--no-browser-view'];
    expect((await feedmill(root, argv)).code).toBe(0);
  });

  test('are named by the problems of their values', async () => {
    const argv = ['check', '--max-bytes', 'many', '--archive-size', '0', '--json'];
    const { code, stdout } = await feedmill(await workspace(site), argv);
    expect(code).toBe(2);
    expect(readReport(stdout).problems).toMatchObject([
      {
        code: 'config-value',
        file: '--archive-size',
        what: expect.stringContaining('`--archive-size` is 0,'),
      },
      {
        code: 'config-value',
        file: '--max-bytes',
        what: expect.stringContaining('`--max-bytes` is "many",'),
      },
    ]);
  });

  test.each(['build', 'check', 'plan', 'adopt'])('of %s stand under one heading', async (command) => {
    const { stdout } = await feedmill(await workspace({}), ['help', command]);
    const [own, config] = stdout.split('\nConfig keys, which override the config file:\n');
    expect(flags(own)).toEqual(expect.arrayContaining(['root', 'config', 'now', 'reporter', 'help']));
    expect(flags(config)).toEqual(expect.arrayContaining(['url', 'title', 'max-bytes', 'no-pages', 'logo']));
    expect(flags(own).filter((name) => flags(config).includes(name))).toEqual([]);
  });
});

describe('the help', () => {
  test.each([
    ['of all commands', ['--help']],
    ['of a command', ['help', 'build']],
    ['of another command', ['notify', '--help']],
  ])('%s fits into 80 columns', async (_name, argv) => {
    const { code, stdout } = await feedmill(await workspace({}), argv);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('describes every command and flag in the same form', async () => {
    const { stdout } = await feedmill(await workspace({}), ['--help']);
    const descriptions = [...stdout.matchAll(/^ {2}[a-z-].*? {2,}(\S.*)$/gim)].map(([, text = '']) => text);
    expect(descriptions.length).toBeGreaterThan(8);
    expect(descriptions.filter((text) => !/^[A-Z]/.test(text))).toEqual([]);
  });

  test('is what Feedmill shows when it is called without a command', async () => {
    const root = await workspace({});
    const { stdout } = await feedmill(root, ['--help']);
    expect(await feedmill(root, [])).toEqual({ code: 2, stdout: '', stderr: stdout });
  });
});

describe('a folder without a config', () => {
  test.each(['build', 'check', 'plan'])('%s names it, and init and --root', async (command) => {
    const root = await workspace({});
    const { code, stdout } = await feedmill(root, [command, '--json']);
    const { problems } = readReport(stdout);
    expect([code, problems]).toMatchObject([
      2,
      [{ code: 'config-none', what: `${root} has no Feedmill config.` }],
    ]);
    expect(problems[0]?.fix).toMatch(/`feedmill init`.*--root/);
  });

  test('can have one on the command line, of which each missing key is named', async () => {
    const argv = ['build', '--url', 'https://example.com/', '--json'];
    const { stdout } = await feedmill(await workspace({}), argv);
    expect(readReport(stdout).problems.map(({ code, what }) => [code, what])).toEqual([
      ['config-missing', '`title` is missing.'],
    ]);
  });
});
