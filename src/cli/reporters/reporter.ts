import type { Report } from '../../problems/report.ts';

/** The environment of a reporter. */
export interface ReportIo {
  readonly color: boolean;
  /** Width of the terminal; `Infinity` if lines need no wrapping. */
  readonly columns: number;
  /** The site's root relative to the working folder (`website`), if they differ: a prefix of every path shown. */
  readonly root?: string;
  /** The text of a file named in a problem, for code frames. */
  readonly read: (file: string) => string | undefined;
}

/** The output of a reporter. Each text is empty or ends with a line feed. */
export interface ReporterOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** Text to append to the files that environment variables name, by variable. */
  readonly appended?: Readonly<Record<string, string>>;
}

/** Formats the result of a run. */
export type Reporter = (report: Report, io: ReportIo) => ReporterOutput;
