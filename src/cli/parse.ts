import { Command, CommanderError } from 'commander';
import { commandRows } from './commands.ts';
import type { Io } from '../base/io.ts';
import { version } from '../base/version.ts';
import type { CommandRow, ParsedCommand } from './command.ts';

/** Parses `argv`, runs the command it names and resolves to the exit code. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  return parseCommand(argv, io, (row, given) => row.run(given, io));
}

/** Parses `argv`, has the command it names done by `act` and resolves to the exit code. */
export async function parseCommand(
  argv: readonly string[],
  io: Pick<Io, 'stdout' | 'stderr'>,
  act: (row: CommandRow, given: ParsedCommand) => Promise<number>,
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
  for (const row of commandRows()) {
    const { name, description, arguments: args = [], options, examples } = row;
    const command = program.command(name).description(description).allowExcessArguments(false);
    for (const argument of args) command.addArgument(argument);
    for (const option of options) command.addOption(option);
    command.addHelpText('after', `\nExamples:\n${examples.map((one) => `  ${one}`).join('\n')}`);
    // Commander hands over the arguments, then the flags, then the command.
    command.action(async (...handed: readonly unknown[]) => {
      code = await act(row, { args: handed.slice(0, args.length), flags: command.opts() });
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
