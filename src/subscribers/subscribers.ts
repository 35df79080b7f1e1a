import type { ParsedArticle } from '../content/article/model.ts';
import { localClock } from '../base/date.ts';
import { largeSite } from '../content/large-site.ts';
import { checkGuard } from './guard.ts';
import { matchFeed } from './identity/match-feed.ts';
import type { AmbiguousMatch } from './identity/matching.ts';
import { restoreIds, type ToLocalTime } from './identity/restore-ids.ts';
import { identify, type Identity, type Reused } from './identity.ts';
import { formatLock, type Lock, type LockEntry, type Share } from './lock.ts';
import { draftLock, readLock, type LockDraft, type LockFile } from './lock/file.ts';
import { createTextSignatures, isSameLock, createEntries } from './lock/entries.ts';
import { isChanged, isMarked, planFor, whyNew, type Plan } from './plan.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { KnownFeeds } from '../feeds/select/feeds.ts';
import type { Dated, Selection } from '../feeds/select.ts';
import { isLocalUrl } from '../base/url.ts';
import type { Config } from '../config/model.ts';

/** How a build goes by what subscribers have. */
export interface SubscribersOptions extends LockFile {
  /** Whether the lock is only read. */
  readonly frozen: boolean;
  /** Whether the guard stops the build, only tells what it would stop, or lets it pass. */
  readonly guard: 'stop' | 'tell' | 'pass';
  /** What subscribers have by another account than the lock's: a feed that is published, and what messages call it. */
  readonly against?: FeedSnapshot;
  /** Whether edits without a later `updated` are told. */
  readonly tellsEdits: boolean;
}

/** What subscribers have by the account of a feed. */
export interface FeedSnapshot {
  /** What messages call it. */
  readonly name: string;
  readonly entries: readonly LockEntry[];
  /** Whether it may have ended early, because it was as large as a feed may be. */
  readonly isCut?: boolean;
}

/** What a build does to subscribers. */
export interface Planned {
  readonly plan: Plan;
  /** What tells what they have: the lock file, a feed; empty where nothing does. */
  readonly against: string;
  /** What of it stops the build, and what else is to be told. */
  readonly problems: readonly Problem[];
}

/** What subscribers of a site have, and what a build does to them. */
export interface Subscribers {
  /** What is wrong with the lock, and with articles that may be one of several. */
  readonly problems: readonly Problem[];
  /** The articles, with the ids they had. */
  readonly parsedArticles: readonly ParsedArticle[];
  /** What the ids of the feeds begin with. */
  readonly feeds: KnownFeeds;
  /**
   * What publishing `selection` does to subscribers, and what of it stops the build; `shown` gives the files of the articles in the
   * feeds they poll.
   */
  readonly plan: (selection: Selection, shown: () => ReadonlySet<string>) => Planned;
  /** Writes what they have afterwards beside the lock, if that is to be kept and is another; or tells why it cannot. */
  readonly record: (selection: Selection) => LockDraft | Problem | undefined;
}

/** What a build tells of itself to those who ask what subscribers have. */
export interface SubscriberSources {
  /** Milliseconds since 1970. */
  readonly now: number;
  /**
   * What they have as far as the feed in the output folder tells: it counts where there is no lock, and knows what came out while the
   * lock was only read.
   */
  readonly former: () => Promise<FeedSnapshot | undefined>;
  /** Sketches of texts that are known already, by their files. */
  readonly textSignatures: ReadonlyMap<string, string>;
}

/** Gives `readings` the ids and dates subscribers know them by. */
export async function loadSubscribers(
  parsedArticles: readonly ParsedArticle[],
  config: Config,
  options: SubscribersOptions | undefined,
  { now, former, textSignatures }: SubscriberSources,
): Promise<Subscribers> {
  if (!options) return { ...strangers(parsedArticles, config), problems: [] };
  const { lock, problems } = config.lock ? readLock(options, shareWith(parsedArticles)) : { problems: [] };
  if (problems.length > 0) return { ...strangers(parsedArticles, config), problems };
  const local = localClock(config.timezone);
  // A preview is nothing anybody subscribes to.
  const isPreview = isLocalUrl(config.url);
  const textSignature = createTextSignatures(textSignatures);
  const identity = identify(parsedArticles, lock?.entries ?? [], textSignature);
  const kept = parsedArticles.map((one) => restoreIds(one, identity, local));
  const articles = kept.filter((one) => one.state === 'article');
  const feeds = { site: lock?.site ?? config.url, ...(lock?.feed !== undefined && { feed: lock.feed }) };
  const base = options.against ?? (lock || isPreview ? undefined : await former());
  const compared = base ? matchFeed(articles, base.entries, false) : identity;
  const isDoubtful = articles.some((one) => mayBeOut(one, identity, now, local));
  const out = new Set((isDoubtful ? await former() : undefined)?.entries.map(({ id }) => id));
  return {
    problems: [...identity.unclear.map(ambiguousProblem), ...identity.reused.map(reusedProblem)],
    parsedArticles: kept,
    feeds,
    plan(selection, shown) {
      const { limit } = config;
      const plan = planFor({
        identity: compared,
        selection,
        limit,
        formerLimit: base ? limit : (lock?.limit ?? limit),
        isOlder: base ? olderThan(base.entries, identity) : () => false,
        isCut: base?.isCut === true,
        out,
        local,
      });
      const names = { lock: options.file, ...(base && { base: base.name }), local };
      const judged = options.guard === 'pass' ? [] : checkGuard(plan, config.guard, shown, names);
      const guarded =
        options.guard === 'stop' && !isPreview
          ? judged
          : judged.map((one) => ({ ...one, severity: 'warning' as const }));
      return {
        plan,
        against: base?.name ?? (lock ? options.file : ''),
        problems: [
          ...guarded,
          ...(options.tellsEdits && guarded.length === 0 ? edits(compared, selection, local) : []),
          ...(options.frozen && lock ? behind(identity, selection, options) : []),
        ],
      };
    },
    record(selection) {
      if (!config.lock || options.frozen || isPreview) return undefined;
      const next: Lock = {
        ...feeds,
        limit: Math.max(config.limit, lock?.limit ?? 0),
        entries: createEntries(selection, identity, { local, textSignature }),
      };
      return isSameLock(lock, next) ? undefined : draftLock(options, formatLock(next));
    },
  };
}

/** On a large site the lock holds no text of its own that an article holds. */
function shareWith(parsedArticles: readonly ParsedArticle[]): Share | undefined {
  if (parsedArticles.length <= largeSite) return undefined;
  const texts = new Map<string, string>();
  for (const parsed of parsedArticles)
    if (parsed.state === 'article') {
      const { article, source, textHash } = parsed;
      for (const text of [article.id, article.title, source.file, textHash]) texts.set(text, text);
    }
  return (text) => texts.get(text) ?? text;
}

/** The problem that an article could be one of several. */
export function ambiguousProblem({ parsed, entry, rival }: AmbiguousMatch): Problem {
  const other =
    'id' in rival ? `it could also be the one with the id ${rival.id}` : `so could ${rival.source.file}`;
  return problem('article-unclear', { file: parsed.source.file }, { id: entry.id, other });
}

/** The problem that a new article would not be shown to those who have another one with its id. */
function reusedProblem({ parsed, entry }: Reused): Problem {
  return problem('id-reused', { file: parsed.source.file }, { id: entry.id, title: entry.title });
}

/** As if nobody had subscribed yet. */
function strangers(parsedArticles: readonly ParsedArticle[], config: Config): Omit<Subscribers, 'problems'> {
  const nothing = identify([], [], () => '');
  return {
    parsedArticles,
    feeds: { site: config.url },
    plan: (selection) => ({
      plan: planFor({
        identity: nothing,
        selection,
        limit: config.limit,
        formerLimit: config.limit,
        isOlder: () => false,
        isCut: false,
        out: new Set(),
        local: localClock(config.timezone),
      }),
      against: '',
      problems: [],
    }),
    record: () => undefined,
  };
}

/** What is older than the oldest item of a feed; of one without dates, what was published when the lock was written. */
function olderThan(entries: readonly LockEntry[], { known }: Identity): (parsed: Dated) => boolean {
  if (entries.length === 0) return () => false;
  const instants = entries.map(({ published }) => Date.parse(published)).filter((one) => !Number.isNaN(one));
  if (instants.length === 0) return ({ source }) => known.get(source.file)?.state === 'published';
  const oldest = instants.reduce((least, one) => Math.min(least, one));
  return ({ due = -Infinity }) => due < oldest;
}

/** Whether an article was to come out by now as far as the lock knows, and has a later date: did it, or was it put off before? */
function mayBeOut(parsed: Dated, { known }: Identity, now: number, local: ToLocalTime): boolean {
  const entry = known.get(parsed.source.file);
  if (entry?.state !== 'scheduled' || Date.parse(entry.published) > now) return false;
  return whyNew({ parsed, entry }, local) !== undefined;
}

/** Articles whose text is another than subscribers have, without saying so. */
function edits({ known }: Identity, selection: Selection, local: ToLocalTime): Problem[] {
  return selection.articles.flatMap((parsed) => {
    const entry = known.get(parsed.source.file);
    if (entry?.state !== 'published') return [];
    const isSilent = isChanged({ parsed, entry }) && !isMarked({ parsed, entry }, local);
    return isSilent ? [problem('content-changed', { file: parsed.source.file })] : [];
  });
}

/** What is published and not in the lock, which only a build that is not frozen can put there. */
function behind({ known }: Identity, { articles }: Selection, { file: lock }: LockFile): Problem[] {
  const unknown = articles.filter(({ source }) => !known.has(source.file));
  const { length, 0: newest } = unknown;
  if (!newest) return [];
  return [problem('lock-behind', { file: lock }, { count: length, lock, file: newest.source.file })];
}
