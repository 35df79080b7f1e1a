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
export { loadConfig, type Config, type ConfigSource, type LoadedConfig } from './config.ts';
export { defineConfig, type UserConfig } from './config/define.ts';
export type { ConfigInput } from './config/schema.ts';
export type { ArticleChanges } from './article/changes.ts';
export type { Hooks, Item, ItemChanges } from './hooks.ts';
export type { DateTime } from './date.ts';
export type { License } from './license.ts';
export type { Io, Stream } from './io.ts';
export { explain, type Place, type Problem, type ProblemCode, type Severity } from './problem.ts';
export type { Plan } from './plan.ts';
export { run } from './run.ts';
export type { FormatName, Selection } from './select.ts';
export type { SubscribersOptions } from './subscribers.ts';
export { system } from './system.ts';
