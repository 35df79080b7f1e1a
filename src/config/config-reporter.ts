import type { Place, ProblemArgs, ProblemCode } from '../problems/problem.ts';
import type { Path } from './schema-lookup.ts';

/** Collects what is wrong with a config that has the right shape. */
export interface ConfigReporter {
  /** Reports that the key at `path` does not allow `value`; `received` describes the value. */
  invalid(path: Path, value: unknown, received?: string): void;
  report(code: ProblemCode, path: Path, args: ProblemArgs): void;
  /** Where the value at `path` is in the config. */
  place(path: Path): Place;
  keyPlace(path: Path): Place;
}
