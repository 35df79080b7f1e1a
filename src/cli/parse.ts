import { Command, CommanderError } from 'commander';
import { commandRows } from './commands.ts';
import type { Io } from '../base/io.ts';
import { version } from '../base/version.ts';

/** Parses `argv`, runs the command that it names and resolves to the exit code. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const program = new Command('feedmill')
    .description(
      'Turns a folder of Markdown articles into three equivalent, valid feeds (RSS 2.0, Atom 1.0, JSON Feed 1.1) and a small HTML site.',
    )
    .version(version(), '-V, --version', 'Print the version')
    .helpOption('-h, --help', 'Print this help')
    .helpCommand('help [command]', 'Print the help of a command')
    .addHelpText('after', '\nRun "feedmill help build" to see the flags of build.')
    .showHelpAfterError('Run "feedmill help" to see the commands.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
    });
  for (const row of commandRows()) {
    const { name, description, arguments: args = [], options, examples } = row;
    const command = program
      .command(name)
      .description(description)
      .allowExcessArguments(false)
      .showHelpAfterError(`Run "feedmill help ${name}" to see its arguments and flags.`);
    for (const argument of args) command.addArgument(argument);
    for (const option of options) command.addOption(option);
    command.addHelpText('after', `\nExamples:\n${examples.map((one) => `  ${one}`).join('\n')}`);
    // Commander passes the arguments, then the flags, then the command.
    command.action(async (...passed: readonly unknown[]) => {
      code = await row.run({ args: passed.slice(0, args.length), flags: command.opts() }, io);
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
