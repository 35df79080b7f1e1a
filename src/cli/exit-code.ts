import { messages } from '../problems/messages.ts';
import type { Problem } from '../problems/problem.ts';
import type { ExitCode } from '../problems/report.ts';

/**
 * Returns the exit code of a run: 2 if an error prevented it from running, 1 for errors in the content, and `otherwise` if there
 * are no errors.
 */
export function exitCodeOf(problems: readonly Problem[], otherwise: ExitCode): ExitCode {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return otherwise;
  return errors.some(({ code }) => messages[code].cause === 'setup') ? 2 : 1;
}
