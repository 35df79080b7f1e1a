export { build, loadConfig, type BuildOptions, type BuildResult } from './library.ts';
export { defineConfig, type UserConfig } from './config/define.ts';
export type { Config, ConfigSource, LoadedConfig } from './config/model.ts';
export type { ConfigInput } from './config/schema.ts';
export type { FormatName } from './config/format-name.ts';
export type { Hooks, Item, ItemChanges } from './config/hooks.ts';
export type { ArticleChanges } from './content/article/apply-changes.ts';
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
export type { License } from './content/license.ts';
export type { DateTime } from './base/date.ts';
export { explain, type Place, type Problem, type ProblemCode, type Severity } from './problems/problem.ts';
export type {
  FeedSummary,
  NextChange,
  PlanArticle,
  PlanKind,
  PlanSummary,
  Summary,
} from './problems/report.ts';
export { run } from './cli/run.ts';
export { system } from './cli/system.ts';
export type { Io, Stream } from './base/io.ts';
