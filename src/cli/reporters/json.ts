import { byPlace, explain } from '../../problems/problem.ts';
import { countProblems } from './location.ts';
import type { Report } from '../../problems/report.ts';
import type { ReporterOutput } from './reporter.ts';

/**
 * For programs: one JSON document on stdout, nothing on stderr.
 *
 * ```
 * {
 *   "version": 1,
 *   "command": "build" | "check" | …,
 *   "exitCode": 0 | 1 | 2 | 3,
 *   "milliseconds": number,
 *   "counts": { "errors": number, "warnings": number, "files": number },
 *   "problems": [{                       by file, line and column
 *     "code": string,                    a key of `messages`
 *     "severity": "error" | "warning",
 *     "file"?: string,                   below the site's root, a flag, or an address
 *     "line"?, "column"?, "length"?: number,    from 1, in UTF-16 units
 *     "what", "why", "fix": string,      what is wrong, why it matters (can be empty), what to do
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
