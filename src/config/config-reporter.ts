import type { Place, ProblemArgs, ProblemCode } from '../problems/problem.ts';
import type { Path } from './schema-lookup.ts';

/** Collects problems with a config that has the right shape. */
export interface ConfigReporter {
  /** Reports that the key at `path` does not allow `value`. `received` describes the value. */
  invalid(path: Path, value: unknown, received?: string): void;
  report(code: ProblemCode, path: Path, args: ProblemArgs): void;
  /** Returns the position of the value at `path` in the config. */
  place(path: Path): Place;
  keyPlace(path: Path): Place;
}
