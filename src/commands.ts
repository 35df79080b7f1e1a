import { Command, CommanderError, Option } from 'commander';
import { flagOptions } from './commands/options.ts';
import type { PlainCommand } from './commands/plain.ts';
import { threadCount } from './commands/plain.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

/** Parses `argv`, runs the command it names and resolves to the exit code. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  return parseCommand(argv, io, async ({ command, flags }) => {
    const { buildCommand } = await import('./commands/build.ts');
    return buildCommand(command, flags, io);
  });
}

/** Parses `argv`, has the command it names done by `act` and resolves to the exit code. */
export async function parseCommand(
  argv: readonly string[],
  io: Pick<Io, 'stdout' | 'stderr'>,
  act: (given: PlainCommand) => Promise<number>,
): Promise<number> {
  let code = 0;
  const program = new Command('feedmill')
    .description(
      'Compiles a folder of Markdown articles into RSS, Atom and JSON feeds and a small HTML site.',
    )
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
    });
  const texts = {
    build: 'compile the articles into the output folder',
    check: 'do all of that but the writing: report what is wrong with the articles',
  } as const;
  for (const name of ['build', 'check'] as const) {
    const command = program.command(name).description(texts[name]).allowExcessArguments(false);
    for (const option of options()) command.addOption(option);
    command.addHelpText('after', examples[name]);
    command.action(async (flags: PlainCommand['flags']) => {
      code = await act({ command: name, flags });
    });
  }
  try {
    if (argv.length === 0) program.help({ error: true });
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function options(): Option[] {
  return [
    new Option('-r, --root <folder>', 'folder of the site: where feedmill.yaml lies and paths begin').default(
      '.',
    ),
    new Option(
      '-c, --config <file>',
      'config file, instead of feedmill.yaml or feedmill.config.js in the root',
    ),
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
    new Option('--reporter <name>', 'how to report: for people, machines, or GitHub annotations')
      .choices(['pretty', 'json', 'github'])
      .default('pretty'),
  ];
}

const examples = {
  build: `
Examples:
  feedmill build
  feedmill build --root blog
  feedmill build --content posts --url https://example.com/ --title "My site"`,
  check: `
Examples:
  feedmill check
  feedmill check --reporter github`,
} as const;
