import { Argument, Option } from 'commander';
import type { Io } from '../base/io.ts';
import type { ExitCode } from '../problems/report.ts';

/** A command, with its texts for `feedmill help`. */
export interface CommandRow {
  readonly name: string;
  readonly description: string;
  readonly arguments?: readonly Argument[];
  readonly options: readonly Option[];
  /** Example command lines. */
  readonly examples: readonly string[];
  /** Loads and runs the code of the command. Resolves to the exit code. */
  readonly run: (parsed: ParsedCommand, io: Io) => Promise<ExitCode>;
}

/** A parsed command line, without the name of the command. */
export interface ParsedCommand {
  /** The arguments. An argument that can be repeated is a list. */
  readonly args: readonly unknown[];
  readonly flags: Readonly<Record<string, unknown>>;
}
