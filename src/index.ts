export type {
  Article,
  Attachment,
  Correction,
  Image,
  Origin,
  Page,
  Person,
  Translation,
} from './content/article/model.ts';
export { build } from './pipeline/build.ts';
export { loadConfig } from './config/config.ts';
export { defineConfig, type UserConfig } from './config/define.ts';
export type { ConfigInput } from './config/schema.ts';
export type { ArticleChanges } from './content/article/apply-changes.ts';
export type { DateTime } from './base/date.ts';
export type { License } from './content/license.ts';
export type { Io, Stream } from './base/io.ts';
export { explain, type Place, type Problem, type ProblemCode, type Severity } from './problems/problem.ts';
export type { Plan } from './subscribers/plan.ts';
export { run } from './cli/run.ts';
export type { Selection } from './feeds/select.ts';
export type { SubscribersOptions } from './subscribers/subscribers.ts';
export { system } from './cli/system.ts';
export type { Config, ConfigSource, LoadedConfig } from './config/model.ts';
export type { Hooks, Item, ItemChanges } from './config/hooks.ts';
export type { BuildOptions, Outcome } from './pipeline/model.ts';
export type { FormatName } from './config/format-name.ts';
