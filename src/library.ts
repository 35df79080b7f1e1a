import { resolve } from 'node:path';
import { cacheKey } from './cache/key.ts';
import { cachePath } from './cache/store.ts';
import { system } from './cli/system.ts';
import { loadConfig as load } from './config/config.ts';
import type { Config, ConfigSource, LoadedConfig } from './config/model.ts';
import { build as runPipeline } from './pipeline/build.ts';
import { summarizeBuild } from './pipeline/summarize-build.ts';
import type { Problem } from './problems/problem.ts';
import type { Summary } from './problems/report.ts';

/** Options of a build. All of them are optional. */
export interface BuildOptions {
  /**
   * The time of the build, in milliseconds since 1970. Articles with a later date are not published. Default: the current time. Pass a
   * fixed value to get the same bytes from the same articles at any time.
   */
  readonly now?: number;
  /** If `false`, checks everything and writes nothing, like `feedmill check`. Default: `true`. */
  readonly write?: boolean;
  /** If `true`, reads the lock file but does not write it, like `--frozen`. Default: `false`. */
  readonly frozen?: boolean;
  /** If `true`, allows changes that the guard would block, like `--accept`. Default: `false`. */
  readonly accept?: boolean;
  /**
   * Whether to use and update the build cache in the folder `.feedmill` in the site's root. Without the cache, a build takes
   * longer, but its output is the same. Hooks turn off the cache. Default: `true`.
   */
  readonly cache?: boolean;
  /** The number of threads for building large sites, including the calling thread. Default: 1. */
  readonly threads?: number;
  /**
   * How long to wait, in milliseconds, while another build writes to the same output folder. After that, the build ends with the problem
   * `output-locked`. Default: 10,000.
   */
  readonly wait?: number;
  /** Called once if the build has to wait for another build. `pid` is the id of the other process, if known. */
  readonly onWait?: (pid: number | undefined) => void;
  /** Called with the stage, the number of finished articles, and the total number of articles. */
  readonly onProgress?: (stage: 'read' | 'render', done: number, total: number) => void;
  /** Called with the name of each stage when it begins, for profiling. The stages can change between versions. */
  readonly onStage?: (stage: string) => void;
}

/** The result of a build. */
export interface BuildResult {
  /** Sorted by file, line and column. If one of them is an error, the build wrote nothing. */
  readonly problems: readonly Problem[];
  readonly summary: Summary;
  /** Whether the build changed the lock file. */
  readonly lockWritten: boolean;
}

/**
 * Builds the feeds and pages of a site from its articles.
 *
 * Writes only to `config.output`, the lock file and the build cache. Does not change global state in the process, and reads no environment
 * variables. All problems with the articles are in `problems` of the result. The promise rejects only after an unexpected error.
 */
export async function build(config: Config, options: BuildOptions = {}): Promise<BuildResult> {
  const { holder, alive, sleep, now } = system();
  const { write = true, cache = true, accept = false, frozen = false } = options;
  const outcome = await runPipeline(config, {
    holder,
    alive,
    sleep,
    now: options.now ?? now(),
    write,
    wait: options.wait ?? 10_000,
    onWait: options.onWait ?? (() => {}),
    threads: options.threads ?? 1,
    ...(cache && { cache: { file: cacheFile(config) } }),
    ...(options.onProgress && { progress: options.onProgress }),
    ...(options.onStage && { stage: options.onStage }),
    subscribers: {
      location: resolve(config.root, config.lockFile),
      file: config.lockFile,
      frozen,
      guard: accept ? 'pass' : 'stop',
      tellsEdits: !write,
    },
  });
  return {
    problems: outcome.problems,
    summary: summarizeBuild(outcome, config),
    lockWritten: outcome.isLockWritten,
  };
}

/** The path of the cache for builds with this config. */
function cacheFile({ languages = new Map(), ...config }: Config): string {
  return cachePath(config.root, cacheKey({ ...config, languages: [...languages] }));
}

/**
 * Reads the config of the site in the folder `root`, which can be relative to the working directory.
 *
 * Runs a JavaScript config (`feedmill.config.mjs`), and runs it again if the file has changed since the last call. All problems with the
 * config are in `problems` of the result, each with its position.
 */
export function loadConfig({ root, ...source }: ConfigSource): Promise<LoadedConfig> {
  return load({ ...source, root: resolve(root) });
}
