import { Argument, Option } from 'commander';
import type { Io } from '../base/io.ts';
import type { ExitCode } from '../problems/report.ts';
import type { ReporterName } from './reporters.ts';

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
  readonly run: (given: ParsedCommand, io: Io) => Promise<ExitCode>;
}

/** What stands on a command line behind the name of the command. */
export interface ParsedCommand {
  readonly args: readonly unknown[];
  readonly flags: Readonly<Record<string, unknown>>;
}

/** The flags of `build` and `check` as the command line gives them: those of the config, and these. */
export interface CommandFlags extends Readonly<Record<string, unknown>> {
  readonly root: string;
  readonly config?: string;
  readonly now?: string;
  /** A text where it is no number. */
  readonly threads?: number | string;
  /** `false`: nothing is remembered. */
  readonly cache?: boolean;
  /** Whether the lock file is only read; absent: whether this is CI. */
  readonly frozen?: boolean;
  /** Whether the guard lets everything pass. */
  readonly accept?: boolean;
  /** Where to write a report, from the working folder. */
  readonly report?: string;
  readonly reporter: ReporterName;
}
