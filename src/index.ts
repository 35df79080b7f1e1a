export type {
  Article,
  Attachment,
  Correction,
  Image,
  Origin,
  Page,
  Person,
  Translation,
} from './article/model.ts';
export { build, type BuildOptions, type Outcome } from './build.ts';
export { loadConfig, type Config, type ConfigSource } from './config.ts';
export type { ConfigInput } from './config/schema.ts';
export type { DateTime } from './date.ts';
export type { License } from './license.ts';
export type { Io, Stream } from './io.ts';
export { explain, type Place, type Problem, type ProblemCode, type Severity } from './problem.ts';
export { run } from './run.ts';
export type { Selection } from './select.ts';
export { system } from './system.ts';
