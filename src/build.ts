import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createAssets } from './assets.ts';
import type { Config } from './config.ts';
import { podcastProblems } from './build/podcasts.ts';
import { isToldAlready, nothingPublished } from './build/problems.ts';
import { createCrew, type Crew } from './crew.ts';
import { discover } from './discover.ts';
import type { FeedFile } from './feeds.ts';
import { hookArticles } from './hooks.ts';
import { createMeasures } from './measures.ts';
import type { Seen } from './memo/glance.ts';
import { keptMark } from './memo/marks.ts';
import { nothing } from './memo/model.ts';
import { openMemory } from './memo.ts';
import { traceOf, windowOf, type Trace } from './memo/trace.ts';
import { measured } from './mill.ts';
import { measureArtwork } from './media.ts';
import { openOutput, type Output, type OutputCounts, type OutputOptions } from './output.ts';
import { languageFolders } from './language.ts';
import { createPages } from './pages.ts';
import { settleLock } from './lock/file.ts';
import type { Plan } from './plan.ts';
import { printArticles } from './press.ts';
import { printAround, printLists } from './press/lists.ts';
import { rank } from './press/model.ts';
import { createPress } from './press/create.ts';
import { byPlace, hasErrors, type Problem } from './problem.ts';
import { articleOptions, clashProblem, many, placer, readArticles } from './read.ts';
import { createRenderer } from './render.ts';
import { findClashes, select, type Selection } from './select.ts';
import { planFeeds, polled } from './select/feeds.ts';
import { formerAccount } from './subscribers/former.ts';
import { meetSubscribers, type SubscribersOptions } from './subscribers.ts';
import { linkTranslations } from './select/translations.ts';
import { addresses, describeSite, planLists, withTopics } from './site.ts';
import { createVoices } from './voice.ts';

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
    await crew.close();
  }
}

async function buildWith(crew: Crew, config: Config, options: BuildOptions): Promise<Outcome> {
  const { now, progress = () => {}, stage = () => {} } = options;
  stage('discover');
  const found = options.seen?.found ?? discover(config);
  const assets = createAssets(found.assets, config.url);
  const renderer = createRenderer({ pages: config.pages, extensions: config.hooks.marked ?? [] });
  const languages = config.languages ?? languageFolders(found.articles.map(({ path }) => path));
  const reading = articleOptions(config, languages, assets, renderer);
  if (found.articles.length > many) tightenHeap();
  stage('recall');
  const isMemo = options.write && !hasHooks(config);
  const opened = isMemo && options.memory !== undefined ? openMemory(options.memory) : undefined;
  const { memory, time } = opened ?? { memory: nothing, time: 0 };
  const measures = createMeasures(memory, time);
  stage('read');
  const asRead = await readArticles({
    files: found.articles,
    site: reading,
    crew,
    setup: { config, languages, assets: found.assets },
    memory,
    marks: options.seen?.marks ?? new Map(),
    time,
    progress: (done) => progress('read', done, found.articles.length),
  });
  stage('select');
  const read = await hookArticles(config.hooks, asRead.readings, reading);
  const subscribers = await meetSubscribers(read.readings, config, options.subscribers, {
    now,
    former: () => formerAccount(config),
  });
  const { readings } = subscribers;
  const clashes = findClashes(readings, config).map(clashProblem);

  const selection = await measured(linkTranslations(select(readings, now)), measures);
  const { articles } = selection;
  stage('plan');
  const feeds = planFeeds(
    articles.map(({ article }) => article),
    config,
    subscribers.feeds,
  );
  const planned = subscribers.plan(selection, () => polled(feeds.plans));
  const site = describeSite(config, feeds);
  const pages = createPages(withTopics(site), createVoices(config.timezone));
  const lists = planLists(articles, feeds.topics, config, pages);

  const measure = (url: string) => {
    const asset = assets.at(url);
    return asset && measureArtwork(asset.source.location);
  };
  const problems = [
    ...found.problems,
    ...asRead.problems,
    ...read.problems,
    ...subscribers.problems,
    ...clashes,
    ...planned.problems,
    ...feeds.problems,
    ...nothingPublished(readings, selection),
    ...(await podcastProblems(selection, config, measures, subscribers.feeds, measure)),
  ];
  // With errors nothing is written, but what the output would have said is told in the same run.
  const writes = options.write && !hasErrors(problems);
  const root = resolve(config.root, config.output);
  const output = await open(root, config, { ...options, write: writes }, problems);
  try {
    const press = createPress({
      config,
      found,
      assets,
      plans: feeds.plans,
      addresses: addresses(readings, selection, lists, site),
      site,
      pages,
      lists,
      crew,
      output,
      everything: !options.write,
      memory,
      measures,
      digests: { languages: asRead.memory.languages, assets: asRead.memory.assets },
      time,
    });
    const { ledger, stamps } = press;
    stage('print');
    const printed = await printArticles(press, selection, (done, total) => progress('render', done, total));
    problems.push(...printed.problems);
    stage('lists');
    printLists(press, printed);
    const around = printAround(
      press,
      [...articles, ...selection.pages],
      printed.feeds,
      (url) => assets.at(url) !== undefined,
    );
    problems.push(...around.problems);
    const covers = feeds.plans.map(({ podcast }) => podcast?.image);
    for (const picture of [config.icon, config.logo, ...covers]) {
      const asset = picture === undefined || !config.pages ? undefined : assets.at(picture);
      if (asset) ledger.copy(asset, rank.asset);
    }
    stage('publish');
    const draft = writes && !hasErrors(problems) ? subscribers.record(selection) : undefined;
    if (draft && 'code' in draft) problems.push(draft);
    const result = writes && hasErrors(problems) ? undefined : output?.commit();
    const isLockWritten =
      draft !== undefined && 'commit' in draft && settleLock(draft, result?.counts !== undefined, problems);
    problems.push(...(result?.problems ?? []).filter((one) => !isToldAlready(one, problems)));
    stage('remember');
    if (opened && result?.files && !hasErrors(problems)) {
      opened.save({
        ...asRead.memory,
        world: stamps.world,
        topics: stamps.topics,
        prints: printed.prints,
        outputs: ledger.outputs(result.files),
        feeds: printed.feedMemories,
        measures: measures.memory,
        around,
      });
    }
    // What is told of the output itself is told once.
    const trace =
      opened && result?.files && result.problems.length === 0 && !hasErrors(problems)
        ? traceOf(
            found,
            (source) => asRead.memory.sources.get(source.file)?.mark ?? keptMark(measures.mark(source), time),
            result,
            windowOf(selection, now),
          )
        : undefined;
    stage('end');
    return {
      problems: problems.map(placer(readings)).toSorted(byPlace),
      selection,
      drafts: readings.filter(({ state }) => state === 'draft').length,
      undated: readings.filter(({ state }) => state === 'undated').length,
      feeds: printed.feeds,
      pages: printed.pages,
      plan: planned.plan,
      against: planned.against,
      isLockWritten,
      ...(result?.counts && !hasErrors(problems) && { counts: result.counts }),
      ...(result?.hashes && !hasErrors(problems) && { hashes: result.hashes }),
      ...(trace && { trace }),
    };
  } finally {
    output?.discard();
  }
}

async function open(
  root: string,
  config: Config,
  options: BuildOptions,
  problems: Problem[],
): Promise<Output | undefined> {
  const opened = await openOutput(root, { ...options, name: config.output, dryRun: !options.write });
  if ('code' in opened) {
    problems.push(opened);
    return undefined;
  }
  return opened;
}

/** Makes the heap grow by a part of what is in use from one collection to the next, and not to twice and more of it. */
function tightenHeap(): void {
  setFlagsFromString('--heap-growing-percent=15');
}

/** Whether code of the site's own has a part in it: nobody can tell what that goes by. */
function hasHooks({ hooks }: Config): boolean {
  return Object.keys(hooks).length > 0;
}
