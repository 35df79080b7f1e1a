import { existsSync } from 'node:fs';
import type { ArticleOptions } from '../content/article.ts';
import { createAssets } from '../content/assets.ts';
import type { makeSite } from './make-site.ts';
import type { Config } from '../config/config.ts';
import { createCrew, type Crew } from './worker-pool.ts';
import { discover } from '../content/discover.ts';
import type { FeedFile } from './assemble-feeds.ts';
import { growMemory, many } from '../base/heap.ts';
import { languageFolders } from '../base/language.ts';
import type { Seen } from '../cache/up-to-date.ts';
import { nothing } from '../cache/model.ts';
import { openMemory } from '../cache/store.ts';
import type { Trace } from '../cache/snapshot.ts';
import type { OutputCounts, OutputOptions } from '../output/output.ts';
import type { Plan } from '../subscribers/plan.ts';
import type { Problem } from '../problems/problem.ts';
import { articleOptions, readArticles } from './read-articles.ts';
import type { Selection } from '../feeds/select.ts';
import type { SubscribersOptions } from '../subscribers/subscribers.ts';
import { isLocalUrl } from '../base/url.ts';

/** What a build is told beside the config; the library itself knows no clock and no process. */
export interface BuildOptions extends Omit<OutputOptions, 'name' | 'dryRun'> {
  /** Milliseconds since 1970: what is dated later is not published yet. */
  readonly now: number;
  /** `false`: everything but the writing. */
  readonly write: boolean;
  /**
   * Absolute path of a folder in which the build remembers what the next one need not find out again; it has to be another one for
   * other values of `config` and another version. Absent: nothing is remembered.
   */
  readonly memory?: string;
  /** What subscribers have, and how to go by it; without it every article is new. */
  readonly subscribers?: SubscribersOptions;
  /** What was seen of the files just before, with the same `config` and output. */
  readonly seen?: Seen;
  /** How many threads share the work, this one counted; 1 if it is not said. */
  readonly threads?: number;
  /** Told when a stage begins. */
  readonly stage?: (stage: Stage) => void;
  /** Told how far the build is, in articles. */
  readonly progress?: (stage: 'read' | 'render', done: number, total: number) => void;
}

/** The stages of a build as far as they take time, in their order. */
export type Stage =
  | 'discover'
  | 'recall'
  | 'read'
  | 'select'
  | 'plan'
  | 'print'
  | 'lists'
  | 'publish'
  | 'remember'
  | 'end';

/** What a build came to. */
export interface Outcome {
  readonly problems: readonly Problem[];
  readonly selection: Selection;
  readonly drafts: number;
  /** Articles left out because they have no date (`undated: skip`). */
  readonly undated: number;
  readonly feeds: readonly FeedFile[];
  readonly pages: number;
  /** What it does to subscribers. */
  readonly plan: Plan;
  /** What tells what they have; empty where nothing does. */
  readonly against: string;
  /** Whether the lock is another one now. */
  readonly isLockWritten: boolean;
  /** Absent where nothing was published: the output is as it was. */
  readonly counts?: OutputCounts;
  /** SHA-256 of each file that was written, by its path. */
  readonly hashes?: ReadonlyMap<string, string>;
  /** What of it shows that the next build would come to the same; absent where nothing does. */
  readonly trace?: Trace;
}

/** Compiles the content folders of `config` into feeds and pages. On any error nothing is published. */
export async function build(config: Config, options: BuildOptions): Promise<Outcome> {
  // Code of the site's own is a thing no thread can be sent.
  const crew = createCrew(hasHooks(config) ? 0 : (options.threads ?? 1) - 1);
  try {
    const outcome = await buildWith(crew, config, options);
    // Which of two has a path and which one collides goes by the order they come in, and what is remembered comes first.
    const isInOrder = outcome.problems.every(({ code }) => code !== 'output-collision');
    if (isInOrder || options.memory === undefined) return outcome;
    const { memory: _, ...rest } = options;
    return await buildWith(crew, config, rest);
  } finally {
    growMemory('roomy');
    await crew.close();
  }
}

/** What makes a site of articles, and what finds the first heading of one. */
interface Rest {
  readonly make: typeof makeSite;
  readonly heading: ArticleOptions['heading'];
}

async function loadRest({ pages, hooks }: Config): Promise<Rest> {
  const { makeSite: make, createRenderer } = await import('./make-site.ts');
  return { make, heading: createRenderer({ pages, extensions: hooks.marked ?? [] }).heading };
}

async function buildWith(crew: Crew, config: Config, options: BuildOptions): Promise<Outcome> {
  const { progress = () => {}, stage = () => {} } = options;
  stage('discover');
  const found = options.seen?.found ?? discover(config);
  const assets = createAssets(found.assets, config.url);
  const languages = config.languages ?? languageFolders(found.articles.map(({ path }) => path));
  // What a former build left is soon gone through.
  const isLarge = found.articles.length > many;
  if (options.seen) growMemory(isLarge ? 'tight' : 'roomy');
  else growMemory(isLarge ? 'dense' : 'sparing');
  stage('recall');
  const isMemo = options.write && !hasHooks(config);
  const opened = isMemo && options.memory !== undefined ? openMemory(options.memory) : undefined;
  const { memory, time } = opened ?? { memory: nothing, time: 0 };
  stage('read');
  const later: { rest?: Rest } = {};
  const site = articleOptions(config, languages, assets, (body) => later.rest?.heading(body));
  const read = await readArticles({
    files: found.articles,
    site,
    crew,
    setup: { config, languages, assets: found.assets, sketches: isFirst(config, options.subscribers) },
    memory,
    marks: options.seen?.marks ?? new Map(),
    ...(options.seen?.read && { seen: options.seen.read }),
    time,
    progress: (done) => progress('read', done, found.articles.length),
    // Most of the program is for what is made of articles: while it is loaded, threads read already.
    async meanwhile() {
      later.rest = await loadRest(config);
    },
  });
  const { make } = later.rest ?? (await loadRest(config));
  return make({ config, options, crew, found, assets, site, read, ...(opened && { opened }) });
}

/** Whether all articles will be new in a lock that this build writes. */
function isFirst({ lock, url }: Config, subscribers: SubscribersOptions | undefined): boolean {
  return lock && subscribers?.frozen === false && !isLocalUrl(url) && !existsSync(subscribers.location);
}

/** Whether code of the site's own has a part in it: nobody can tell what that goes by. */
function hasHooks({ hooks }: Config): boolean {
  return Object.keys(hooks).length > 0;
}
