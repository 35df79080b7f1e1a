import { Argument, Option } from 'commander';
import type { Io } from '../base/io.ts';
import { flagOptions } from './config-options.ts';
import { threadCount, type BuildName } from './plain.ts';
import type { ExitCode } from '../problems/report.ts';
import type { CommandRow, ParsedCommand } from './command.ts';

/** Every command, in the order of the help. */
export function commandRows(): readonly CommandRow[] {
  return [
    {
      name: 'build',
      description: 'compile the articles into the output folder',
      options: buildOptions(),
      examples: [
        'feedmill build',
        'feedmill build --root blog',
        'feedmill build --content posts --url https://example.com/ --title "My site"',
      ],
      run: (given, io) => runBuild('build', given, io),
    },
    {
      name: 'check',
      description: 'do all of that but the writing: report what is wrong with the articles',
      options: buildOptions(),
      examples: ['feedmill check', 'feedmill check --reporter github'],
      run: (given, io) => runBuild('check', given, io),
    },
    {
      name: 'plan',
      description: 'tell what a build would do to subscribers: what is new, seen as new again, moved, gone',
      options: [
        ...judgingOptions(),
        new Option(
          '--against <feed>',
          'compare with a published feed, a path or a URL, and not with the lock file',
        ),
        new Option('--exit-code', 'end with 3 where something would change'),
      ],
      examples: ['feedmill plan', 'feedmill plan --against https://example.com/feed.xml --json'],
      async run({ flags }, io) {
        const { planCommand } = await import('./commands/plan.ts');
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        return planCommand(flags as unknown as Parameters<typeof planCommand>[0], io);
      },
    },
    {
      name: 'adopt',
      description: 'keep the ids subscribers know: write the lock file from the feeds they have',
      arguments: [new Argument('<feed...>', 'paths or URLs of RSS, Atom or JSON feeds')],
      options: [
        ...siteOptions(),
        ...flagOptions(),
        nowOption(),
        new Option('--dry-run', 'tell what was found, and write nothing'),
        ...reporterOptions(),
      ],
      examples: [
        'feedmill adopt https://example.com/feed.xml',
        'feedmill adopt old/atom.xml old/archive.xml',
      ],
      async run({ args: [feeds], flags }, io) {
        const { adoptCommand } = await import('./commands/adopt.ts');
        const sources = Array.isArray(feeds) ? feeds.map(String) : [];
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        return adoptCommand(sources, flags as unknown as Parameters<typeof adoptCommand>[1], io);
      },
    },
    {
      name: 'init',
      description: 'write what a site begins with, and what has it built on a schedule; what is there stays',
      options: [
        ...siteOptions(),
        new Option('--url <text>', 'address the site will be served at'),
        new Option('--title <text>', 'what the site is called'),
        new Option(
          '--ci <name>',
          'what is to build and publish it: write its workflow, jobs or script',
        ).choices(['github', 'gitlab', 'cron']),
        ...reporterOptions(),
      ],
      examples: ['feedmill init --url https://example.com/', 'feedmill init --ci github'],
      run: async ({ flags }, io) => {
        const { initCommand } = await import('./commands/init.ts');
        // Commander gives what the options above declare.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        return initCommand(flags as unknown as Parameters<typeof initCommand>[0], io);
      },
    },
    {
      name: 'notify',
      description: 'once the site is served, tell the hubs which feeds have changed',
      options: notifyOptions(),
      examples: ['feedmill notify --report report.json', 'feedmill notify --wait 900'],
      run: runNotify,
    },
    {
      name: 'import',
      description: 'write Markdown articles from a feed, or from an export of WordPress',
      arguments: [
        new Argument('<feed>', 'RSS, Atom, JSON Feed or WXR: a file, or an address'),
        new Argument('<folder>', 'where the articles go; nothing there is overwritten'),
      ],
      options: [
        new Option('--dry-run', 'list what would be written, and write nothing'),
        ...reporterOptions(),
      ],
      examples: [
        'feedmill import https://example.com/feed.xml content',
        'feedmill import export.xml posts --dry-run',
      ],
      run: async (given, io) => (await import('./commands/import.ts')).importCommand(given, io),
    },
  ];
}

async function runBuild(command: BuildName, { flags }: ParsedCommand, io: Io): Promise<ExitCode> {
  const { buildCommand } = await import('./commands/build.ts');
  // Commander gives what the options below declare.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return buildCommand(command, flags as Parameters<typeof buildCommand>[1], io);
}

async function runNotify({ flags }: ParsedCommand, io: Io): Promise<ExitCode> {
  const { notifyCommand } = await import('./commands/notify.ts');
  // Commander gives what the options below declare.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return notifyCommand(flags as Parameters<typeof notifyCommand>[0], io);
}

function notifyOptions(): Option[] {
  return [
    rootOption(),
    new Option(
      '--report <file>',
      'what a build with --report wrote; without, what former runs left untold is told',
    ),
    new Option('--wait <seconds>', 'how long to wait for feeds to be served, and for a hub that fails')
      .default(300)
      .argParser(secondCount),
    new Option('--timeout <seconds>', 'how long one answer may take')
      .default(30)
      .argParser((text) => secondCount(text) || text),
    ...reporterOptions(),
  ];
}

/** A number of seconds, or what it is not. */
function secondCount(text: string): number | string {
  return /^\d{1,5}$/.test(text) ? Number(text) : text;
}

function buildOptions(): Option[] {
  return [
    ...judgingOptions(),
    new Option('--accept', 'let the guard pass this once what it would stop'),
    new Option('--no-cache', 'neither use nor keep what was found out by former builds'),
    new Option('--report <file>', 'write what --reporter json prints to this file, whatever is printed'),
  ];
}

/** What makes a build what it is. */
function judgingOptions(): Option[] {
  return [
    ...siteOptions(),
    ...flagOptions(),
    nowOption(),
    new Option(
      '--threads <number>',
      'share the work among so many threads; one for each processor by default',
    ).argParser(threadCount),
    new Option('--frozen', 'only read the lock file, and never write it; as where CI=true is set'),
    new Option('--no-frozen', 'write the lock file in CI too'),
    ...reporterOptions(),
  ];
}

function nowOption(): Option {
  return new Option(
    '--now <time>',
    'publish as of this time (2026-01-31T09:00Z); else SOURCE_DATE_EPOCH, else the clock',
  );
}

/** Which site is meant. */
function siteOptions(): Option[] {
  return [
    rootOption(),
    new Option(
      '-c, --config <file>',
      'config file, instead of feedmill.yaml or feedmill.config.js in the root',
    ),
  ];
}

function rootOption(): Option {
  return new Option(
    '-r, --root <folder>',
    'folder of the site: where feedmill.yaml lies and paths begin',
  ).default('.');
}

function reporterOptions(): Option[] {
  return [
    new Option('--reporter <name>', 'how to report: for people, machines, or GitHub annotations')
      .choices(['pretty', 'json', 'github'])
      .default('pretty'),
    new Option('--json', 'as --reporter json').implies({ reporter: 'json' }),
  ];
}
