import type { Problem } from '../../problems/problem.ts';

/**
 * Returns the path of `file` relative to the working folder, so that editors, terminals and GitHub find it. Flags and addresses
 * stay unchanged.
 */
export function pathFromHere(file: string, root: string | undefined): string {
  return root === undefined || root === '' || root === '.' || isNoFile(file) ? file : `${root}/${file}`;
}

/** Whether a place is a flag, an environment variable or an address instead of a file. */
export function isNoFile(file: string): boolean {
  return isSetting(file) || /^https?:\/\//.test(file);
}

/** Whether a place is a flag or an environment variable. */
export function isSetting(file: string): boolean {
  return /^(?:--[\w-]+|[A-Z_]+)$/.test(file);
}

/** Counts the errors and warnings in `problems`, and the files that contain them. */
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
