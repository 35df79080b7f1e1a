import type { Problem } from '../../problems/problem.ts';

/** `file` as seen from the working folder, so that editors, terminals and GitHub find it. What is no file stays as it is. */
export function pathFromHere(file: string, root: string | undefined): string {
  return root === undefined || root === '' || root === '.' || isNoFile(file) ? file : `${root}/${file}`;
}

/** Whether a place is not a file, but a flag, an environment variable or an address. */
export function isNoFile(file: string): boolean {
  return isSetting(file) || /^https?:\/\//.test(file);
}

/** Whether a place is a flag or an environment variable. */
export function isSetting(file: string): boolean {
  return /^(?:--[\w-]+|[A-Z_]+)$/.test(file);
}

/** How many of `problems` are errors and warnings, and how many files they are in. */
export function countProblems(problems: readonly Problem[]): {
  errors: number;
  warnings: number;
  files: number;
} {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const files = new Set(
    problems.map(({ file }) => file).filter((file) => file !== undefined && !isNoFile(file)),
  ).size;
  return { errors, warnings: problems.length - errors, files };
}
