import type { Problem } from '../../problems/problem.ts';

/** `file` as seen from the working folder, so that editors, terminals and GitHub find it; flags stay as they are. */
export function pathFromHere(file: string, root: string | undefined): string {
  return root === undefined || root === '' || root === '.' || isFlag(file) ? file : `${root}/${file}`;
}

/** Whether a place is a flag of the command line, a variable of its environment or an address, and no file. */
export function isFlag(file: string): boolean {
  return /^(?:--[a-z][a-z-]*|[A-Z_]+|https?:\/\/.*)$/.test(file);
}

/** How many of `problems` are errors, warnings, and how many files they are in. */
export function countProblems(problems: readonly Problem[]): {
  errors: number;
  warnings: number;
  files: number;
} {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const files = new Set(problems.map(({ file }) => file).filter((file) => file !== undefined)).size;
  return { errors, warnings: problems.length - errors, files };
}
