import { resolve } from 'node:path';
import { growMemory } from '../../base/heap.ts';
import type { Io } from '../../base/io.ts';
import type { ExitCode, ReporterName } from '../reporters.ts';
import type { BuildName } from '../plain.ts';
import { tell } from '../report.ts';

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

/** Runs `build` or `check`, reports, and resolves to the exit code. */
export async function buildCommand(command: BuildName, flags: CommandFlags, io: Io): Promise<ExitCode> {
  const start = io.clock();
  growMemory('sparing');
  const root = resolve(io.cwd, flags.root);
  const report = flags.report === undefined ? {} : { report: resolve(io.cwd, flags.report) };
  const { memoryOf, recall } = await import('../up-to-date.ts');
  const memory = memoryOf(root, flags, io);
  const { result: known, seen } =
    memory !== undefined && command === 'build' ? recall(memory, root, flags, io) : {};
  // What reads and makes a site is not loaded for less.
  const result =
    known ?? (await (await import('../build-site.ts')).attempt(command, root, flags, io, { memory, seen }));
  return tell({ command, ...result }, { root, reporter: flags.reporter, start, ...report }, io);
}
