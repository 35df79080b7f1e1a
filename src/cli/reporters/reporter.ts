import type { Report } from '../../problems/report.ts';

/** The environment of a reporter. */
export interface ReportIo {
  readonly color: boolean;
  /** Width of the terminal in columns, or `Infinity` to turn off wrapping. */
  readonly columns: number;
  /** Path of the site's root, relative to the working folder, if they differ. It is the prefix of all displayed paths. */
  readonly root?: string;
  /** Returns the text of the file of a problem, for code frames. */
  readonly read: (file: string) => string | undefined;
}

/** The output of a reporter. Each text is empty or ends with a line feed. */
export interface ReporterOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** Text to append to files, by the name of the environment variable that contains the path. */
  readonly appended?: Readonly<Record<string, string>>;
}

/** Formats the result of a run. */
export type Reporter = (report: Report, io: ReportIo) => ReporterOutput;
