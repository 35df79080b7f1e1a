import type { Io } from '../base/io.ts';
import { version } from '../base/version.ts';

/**
 * Runs the command line `argv` (without the program's name) and resolves to the exit code: 0 done, 1 problems in the
 * content, 2 could not run. Never throws for a user's mistake.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  // Scripts and shell prompts ask for the version often, so it does not load the parser.
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    io.stdout.write(`${version()}\n`);
    return 0;
  }
  const { runCommand } = await import('./parse.ts');
  return runCommand(argv, io);
}
