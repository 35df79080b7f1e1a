import type { Io } from '../base/io.ts';
import { version } from '../base/version.ts';

/**
 * Runs the command line `argv` (without the program name) and resolves to the exit code: 0 for success, 1 for errors in the
 * content, 2 if the command could not run, 3 if `plan --exit-code` found changes. Reports mistakes of the user and never throws them.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  // Scripts and shell prompts often request the version, so this does not load the parser.
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    io.stdout.write(`${version()}\n`);
    return 0;
  }
  const { runCommand } = await import('./parse.ts');
  return runCommand(argv, io);
}
