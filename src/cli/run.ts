import { plainCommand } from './plain.ts';
import type { Io } from '../base/io.ts';
import { version } from '../base/version.ts';

/**
 * Runs the command line `argv` (without the program's name) in the world `io` and resolves to the exit code:
 * 0 done, 1 problems in the content, 2 could not run. Never throws for a user's mistake.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  // Asked by scripts and shells on every prompt, as builds are on every change of a file: not worth loading a
  // command-line parser for.
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    io.stdout.write(`${version()}\n`);
    return 0;
  }
  const plain = plainCommand(argv);
  if (plain) {
    const { buildCommand } = await import('./commands/build.ts');
    return buildCommand(plain.command, plain.flags, io);
  }
  const { runCommand } = await import('./parse.ts');
  return runCommand(argv, io);
}
