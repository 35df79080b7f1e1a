import type { Report } from '../../problems/report.ts';

/** Where a report is shown. */
export interface ReportIo {
  readonly color: boolean;
  /** Width of the terminal; `Infinity` where lines need not be broken. */
  readonly columns: number;
  /** The site's root as seen from the working folder (`website`), where it is another: leads every path shown. */
  readonly root?: string;
  /** The text of a file named in a problem, for code frames. */
  readonly read: (file: string) => string | undefined;
}

/** What a reporter has to say. Each text is empty or ends with a line feed. */
export interface ReporterOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** What is to be appended to files that variables of the environment name, where they do. */
  readonly appended?: Readonly<Record<string, string>>;
}

/** Says what a run came to, in one of several languages. */
export type Reporter = (report: Report, io: ReportIo) => ReporterOutput;
