import { byPlace, explain } from '../../problems/problem.ts';
import { countProblems } from './location.ts';
import type { Report } from '../../problems/report.ts';
import type { ReporterOutput } from './reporter.ts';

/**
 * The reporter for programs. Prints one JSON document to stdout, and nothing to stderr.
 *
 * ```
 * {
 *   "version": 1,
 *   "command": "build" | "check" | …,
 *   "exitCode": 0 | 1 | 2 | 3,
 *   "milliseconds": number,
 *   "counts": { "errors": number, "warnings": number, "files": number },
 *   "problems": [{                       sorted by file, line and column
 *     "code": string,                    a key of `messages`
 *     "severity": "error" | "warning",
 *     "file"?: string,                   relative to the site's root, or a flag or an address
 *     "line"?, "column"?, "length"?: number,    start at 1; columns are UTF-16 code units
 *     "what", "why", "fix": string,      what is wrong, why it matters (may be empty), how to fix it
 *     "args": { [name]: string | number }       values in the sentences
 *   }],
 *   "summary"?: Summary                  of build and check; absent if the run stopped early
 *   …                                    results of other commands
 * }
 * ```
 */
export function json(report: Report): ReporterOutput {
  const { command, exitCode, milliseconds, problems, summary, body } = report;
  const document = {
    version: 1,
    command,
    exitCode,
    milliseconds,
    counts: countProblems(problems),
    problems: problems.toSorted(byPlace).map((one) => {
      const { code, severity, file, line, column, length, args } = one;
      return { code, severity, file, line, column, length, ...explain(one), args };
    }),
    summary,
    ...body?.data,
  };
  return { stdout: `${JSON.stringify(document, undefined, 2)}\n`, stderr: '' };
}
