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

/** Settings of one build. All of them have defaults. */
export interface BuildOptions {
  /**
   * Milliseconds since 1970. Articles with a later date are not published yet. Default: the current time. To get the same
   * bytes from the same articles at any time, pass a fixed value.
   */
  readonly now?: number;
  /** `false` checks everything and writes nothing, as `feedmill check` does. Default: `true`. */
  readonly write?: boolean;
  /** `true` reads the lock file but does not change it, as `--frozen` does. Default: `false`. */
  readonly frozen?: boolean;
  /** `true` allows changes the guard would block, as `--accept` does. Default: `false`. */
  readonly accept?: boolean;
  /**
   * Whether the build uses and updates the build cache in the folder `.feedmill` below the root of the site. Without it a build
   * takes longer, and its output is the same. Hooks turn the cache off. Default: `true`.
   */
  readonly cache?: boolean;
  /** How many threads share the work of a large site, the calling one included. Default: 1. */
  readonly threads?: number;
  /**
   * Milliseconds to wait while another build writes to the same output folder. After that the build ends with the problem
   * `output-locked`. Default: 10,000.
   */
  readonly wait?: number;
  /** Called once if the build has to wait. `pid` is the other process, if the build knows it. */
  readonly onWait?: (pid: number | undefined) => void;
  /** Called with the number of articles that a stage has finished, and the number of all of them. */
  readonly onProgress?: (stage: 'read' | 'render', done: number, total: number) => void;
  /** Called with the name of each stage when it begins, to measure where time goes. Other versions have other stages. */
  readonly onStage?: (stage: string) => void;
}

/** The result of a build. */
export interface BuildResult {
  /** Ordered by file, line and column. If one of them is an error, the build wrote nothing. */
  readonly problems: readonly Problem[];
  readonly summary: Summary;
  /** Whether the build changed the lock file. */
  readonly lockWritten: boolean;
}

/**
 * Builds the feeds and pages of a site from its articles.
 *
 * The build writes to `config.output` and to the lock file, and to nothing else but its cache. It changes nothing in the process
 * that calls it, and reads no environment variable. Everything that is wrong with the articles is in `problems`; `build` rejects
 * only when something happens that Feedmill does not foresee.
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
 * Reads the config of the site in the folder `root`, which may be relative to the working directory.
 *
 * A config in JavaScript (`feedmill.config.js`) is run; if the file has changed since the last call, it is run again. All mistakes
 * in the config are in `problems`, each with its place.
 */
export function loadConfig({ root, ...source }: ConfigSource): Promise<LoadedConfig> {
  return load({ ...source, root: resolve(root) });
}
