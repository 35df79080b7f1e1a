import { existsSync } from 'node:fs';
import type { ArticleOptions } from '../content/article.ts';
import { createAssets } from '../content/assets.ts';
import type { makeSite } from './make-site.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';
import { discover } from '../content/discover.ts';
import { fileStat } from '../base/file-stat.ts';
import { languageFolders } from '../base/language.ts';
import { emptyCache } from '../cache/model.ts';
import { openCache } from '../cache/store.ts';
import { articleOptions, readArticles } from './read-articles.ts';
import type { SubscribersOptions } from '../subscribers/subscribers.ts';
import { isLocalUrl } from '../base/url.ts';
import type { Config } from '../config/model.ts';
import type { BuildInput, Outcome } from './model.ts';

/** Compiles the content folders of `config` into feeds and pages. On any error nothing is published. */
export async function build(config: Config, options: BuildInput): Promise<Outcome> {
  // A worker thread cannot be sent the site's own code.
  const pool = createWorkerPool(hasHooks(config) ? 0 : (options.threads ?? 1) - 1, options.sharing);
  try {
    const outcome = await buildWith(pool, config, options);
    // Which of two files has a path, and which one collides, follows their order, and files that the cache keeps come first.
    const isInOrder = outcome.problems.every(({ code }) => code !== 'output-collision');
    if (isInOrder || options.cache === undefined) return outcome;
    const { cache: _, ...rest } = options;
    return await buildWith(pool, config, rest);
  } finally {
    await pool.close();
  }
}

/** The modules that make a site of articles and find the first heading of an article. */
interface Rest {
  readonly make: typeof makeSite;
  readonly heading: ArticleOptions['heading'];
}

async function loadRest({ pages, hooks }: Config): Promise<Rest> {
  const { makeSite: make, createRenderer } = await import('./make-site.ts');
  return { make, heading: createRenderer({ pages, extensions: hooks.marked ?? [] }).heading };
}

async function buildWith(pool: WorkerPool, config: Config, options: BuildInput): Promise<Outcome> {
  const { cache: cacheOptions, progress = () => {}, stage = () => {} } = options;
  stage('discover');
  const found = discover(config);
  const assets = createAssets(found.assets, config.url);
  const languages = config.languages ?? languageFolders(found.articles.map(({ path }) => path));
  stage('cache');
  const lockStat = options.subscribers && fileStat(options.subscribers.location);
  const isCached = cacheOptions && options.write && !hasHooks(config);
  const opened = isCached ? openCache(cacheOptions.file, cacheOptions.clock) : undefined;
  const { cache, time } = opened ?? { cache: emptyCache, time: 0 };
  stage('read');
  const later: { rest?: Rest } = {};
  const site = articleOptions(config, languages, assets, (body) => later.rest?.heading(body));
  const read = await readArticles({
    files: found.articles,
    site,
    pool,
    ...options.sharing,
    setup: { config, languages, assets: found.assets, textSignatures: isFirst(config, options.subscribers) },
    cache,
    time,
    progress: (done) => progress('read', done, found.articles.length),
    // Most of the program makes feeds and pages: while it is loaded, worker threads read already.
    async meanwhile() {
      later.rest = await loadRest(config);
    },
  });
  const { make } = later.rest ?? (await loadRest(config));
  return make({ config, options, pool, found, assets, site, read, lockStat, ...(opened && { opened }) });
}

/** Whether every article will be new in the lock that this build writes. */
function isFirst({ lock, url }: Config, subscribers: SubscribersOptions | undefined): boolean {
  return lock && subscribers?.frozen === false && !isLocalUrl(url) && !existsSync(subscribers.location);
}

/** Whether the site's own code takes part in the build: Feedmill cannot know what its results depend on. */
function hasHooks({ hooks }: Config): boolean {
  return Object.keys(hooks).length > 0;
}
