import { Argument, Option } from 'commander';
import type { Io } from '../base/io.ts';
import type { ExitCode } from '../problems/report.ts';

/** A command as `feedmill help` shows it. */
export interface CommandRow {
  readonly name: string;
  readonly description: string;
  readonly arguments?: readonly Argument[];
  readonly options: readonly Option[];
  /** Command lines to copy. */
  readonly examples: readonly string[];
  /** Loads the code of the command and runs it; resolves to the exit code. */
  readonly run: (parsed: ParsedCommand, io: Io) => Promise<ExitCode>;
}

/** The rest of a command line after the name of the command. */
export interface ParsedCommand {
  /** Each argument; one that can be repeated is a list. */
  readonly args: readonly unknown[];
  readonly flags: Readonly<Record<string, unknown>>;
}
