import { Argument, Option } from 'commander';
import type { Io } from '../io.ts';
import type { ExitCode } from '../reporters.ts';
import { flagOptions } from './options.ts';
import { threadCount, type BuildName } from './plain.ts';

/** A command as `feedmill help` shows it. */
export interface CommandRow {
  readonly name: string;
  readonly description: string;
  readonly arguments?: readonly Argument[];
  readonly options: readonly Option[];
  /** Command lines to copy. */
  readonly examples: readonly string[];
  /**
   * Loads what does it, and runs it with what stands on the command line: each argument (a list of those that repeat) and the flags.
   * Resolves to the exit code.
   */
  readonly run: (given: Given, io: Io) => Promise<ExitCode>;
}

/** What stands on a command line behind the name of the command. */
export interface Given {
  readonly args: readonly unknown[];
  readonly flags: Readonly<Record<string, unknown>>;
}

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
      name: 'import',
      description: 'write Markdown articles from a feed, or from an export of WordPress',
      arguments: [
        new Argument('<feed>', 'RSS, Atom, JSON Feed or WXR: a file, or an address'),
        new Argument('<folder>', 'where the articles go; nothing there is overwritten'),
      ],
      options: [new Option('--dry-run', 'list what would be written, and write nothing'), reporterOption()],
      examples: [
        'feedmill import https://example.com/feed.xml content',
        'feedmill import export.xml posts --dry-run',
      ],
      run: async (given, io) => (await import('./import.ts')).importCommand(given, io),
    },
  ];
}

async function runBuild(command: BuildName, { flags }: Given, io: Io): Promise<ExitCode> {
  const { buildCommand } = await import('./build.ts');
  // Commander gives what the options below declare.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return buildCommand(command, flags as Parameters<typeof buildCommand>[1], io);
}

function buildOptions(): Option[] {
  return [
    ...siteOptions(),
    ...flagOptions(),
    new Option(
      '--now <time>',
      'publish as of this time (2026-01-31T09:00Z); else SOURCE_DATE_EPOCH, else the clock',
    ),
    new Option(
      '--threads <number>',
      'share the work among so many threads; one for each processor by default',
    ).argParser(threadCount),
    new Option('--no-cache', 'neither use nor keep what was found out by former builds'),
    reporterOption(),
  ];
}

/** Which site is meant. */
function siteOptions(): Option[] {
  return [
    new Option('-r, --root <folder>', 'folder of the site: where feedmill.yaml lies and paths begin').default(
      '.',
    ),
    new Option(
      '-c, --config <file>',
      'config file, instead of feedmill.yaml or feedmill.config.js in the root',
    ),
  ];
}

function reporterOption(): Option {
  return new Option('--reporter <name>', 'how to report: for people, machines, or GitHub annotations')
    .choices(['pretty', 'json', 'github'])
    .default('pretty');
}
