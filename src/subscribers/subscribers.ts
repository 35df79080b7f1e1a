import type { ParsedArticle } from '../content/article/model.ts';
import { localClock } from '../base/time-zone.ts';
import { largeSite } from '../content/large-site.ts';
import { checkGuard } from './guard.ts';
import { matchFeed } from './identity/match-feed.ts';
import type { AmbiguousMatch } from './identity/matching.ts';
import { restoreIds, type ToLocalTime } from './identity/restore-ids.ts';
import { identify, type Identity, type Reused } from './identity.ts';
import { formatLock, type Lock, type LockEntry, type Share } from './lock.ts';
import { draftLock, readLock, type LockDraft, type LockFile } from './lock/read-write.ts';
import { createTextSignatures, isSameLock, createEntries } from './lock/entries.ts';
import { isChanged, isMarked, planFor, whyNew, type Plan } from './plan.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { KnownFeeds } from '../feeds/plan-feeds.ts';
import type { Dated, Selection } from '../feeds/select.ts';
import { isLocalUrl } from '../base/url.ts';
import type { Config } from '../config/model.ts';

/** How a build treats what subscribers have. */
export interface SubscribersOptions extends LockFile {
  /** Whether the lock is read-only. */
  readonly frozen: boolean;
  /** Whether the guard stops the build, only reports, or allows everything. */
  readonly guard: 'stop' | 'tell' | 'pass';
  /** What subscribers have according to a published feed instead of the lock, and its name in messages. */
  readonly against?: FeedSnapshot;
  /** Whether to report edits without a later `updated`. */
  readonly tellsEdits: boolean;
}

/** What subscribers have according to a feed. */
export interface FeedSnapshot {
  /** Its name in messages. */
  readonly name: string;
  readonly entries: readonly LockEntry[];
  /** Whether it may have been cut, because it had the maximum size. */
  readonly isCut?: boolean;
}

/** The effects of a build on subscribers. */
export interface Planned {
  readonly plan: Plan;
  /** The source of what they have: the lock file or a feed; empty if there is none. */
  readonly against: string;
  /** Problems that stop the build, and warnings. */
  readonly problems: readonly Problem[];
}

/** What subscribers of a site have, and the effects of a build on them. */
export interface Subscribers {
  /** Problems of the lock, and ambiguous articles. */
  readonly problems: readonly Problem[];
  /** The articles, with their recorded ids. */
  readonly parsedArticles: readonly ParsedArticle[];
  /** The recorded ids of the feeds. */
  readonly feeds: KnownFeeds;
  /**
   * Returns the effects of publishing `selection` on subscribers, and the problems that stop the build; `shown` returns the files of the
   * articles in the feeds they poll.
   */
  readonly plan: (selection: Selection, shown: () => ReadonlySet<string>) => Planned;
  /** Writes the new lock beside the old one if it is to be kept and differs; returns a problem if that fails. */
  readonly record: (selection: Selection) => LockDraft | Problem | undefined;
}

/** The inputs from a build that this room needs. */
export interface SubscriberSources {
  /** Milliseconds since 1970. */
  readonly now: number;
  /**
   * What they have according to the feed in the output folder: it counts if there is no lock, and knows what was published while the
   * lock was read-only.
   */
  readonly former: () => Promise<FeedSnapshot | undefined>;
  /** MinHash signatures of texts that are already known, by file. */
  readonly textSignatures: ReadonlyMap<string, string>;
}

/** Gives `parsedArticles` the ids and dates by which subscribers know them. */
export async function loadSubscribers(
  parsedArticles: readonly ParsedArticle[],
  config: Config,
  options: SubscribersOptions | undefined,
  { now, former, textSignatures }: SubscriberSources,
): Promise<Subscribers> {
  if (!options) return { ...noSubscribers(parsedArticles, config), problems: [] };
  const { lock, problems } = config.lock ? readLock(options, shareWith(parsedArticles)) : { problems: [] };
  if (problems.length > 0) return { ...noSubscribers(parsedArticles, config), problems };
  const local = localClock(config.timezone);
  // Nobody subscribes to a preview.
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

/** On a large site, the lock shares equal texts with the articles to save memory. */
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

/** Returns the problem that an article matches more than one entry. */
export function ambiguousProblem({ parsed, entry, rival }: AmbiguousMatch): Problem {
  const other =
    'id' in rival ? `it might also be the one with the id ${rival.id}` : `so might ${rival.source.file}`;
  return problem('article-unclear', { file: parsed.source.file }, { id: entry.id, other });
}

/** Returns the problem that a new article has the id of another one, so that subscribers of that one would not see it. */
function reusedProblem({ parsed, entry }: Reused): Problem {
  return problem('id-reused', { file: parsed.source.file }, { id: entry.id, title: entry.title });
}

/** Returns the state of a site that has no subscribers yet. */
function noSubscribers(
  parsedArticles: readonly ParsedArticle[],
  config: Config,
): Omit<Subscribers, 'problems'> {
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

/**
 * Returns whether an article is older than the oldest item of a feed; without dates, whether it was published when the lock was
 * written.
 */
function olderThan(entries: readonly LockEntry[], { known }: Identity): (parsed: Dated) => boolean {
  if (entries.length === 0) return () => false;
  const instants = entries.map(({ published }) => Date.parse(published)).filter((one) => !Number.isNaN(one));
  if (instants.length === 0) return ({ source }) => known.get(source.file)?.state === 'published';
  const oldest = instants.reduce((least, one) => Math.min(least, one));
  return ({ due = -Infinity }) => due < oldest;
}

/**
 * Whether the lock has an article due by now, but the article has a later date: it may have been published, or postponed before
 * that.
 */
function mayBeOut(parsed: Dated, { known }: Identity, now: number, local: ToLocalTime): boolean {
  const entry = known.get(parsed.source.file);
  if (entry?.state !== 'scheduled' || Date.parse(entry.published) > now) return false;
  return whyNew({ parsed, entry }, local) !== undefined;
}

/** Reports articles whose text changed without a later `updated`. */
function edits({ known }: Identity, selection: Selection, local: ToLocalTime): Problem[] {
  return selection.articles.flatMap((parsed) => {
    const entry = known.get(parsed.source.file);
    if (entry?.state !== 'published') return [];
    const isSilent = isChanged({ parsed, entry }) && !isMarked({ parsed, entry }, local);
    return isSilent ? [problem('content-changed', { file: parsed.source.file })] : [];
  });
}

/** Reports published articles that are not in the lock: only a build that is not frozen can add them. */
function behind({ known }: Identity, { articles }: Selection, { file: lock }: LockFile): Problem[] {
  const unknown = articles.filter(({ source }) => !known.has(source.file));
  const { length, 0: newest } = unknown;
  if (!newest) return [];
  return [problem('lock-behind', { file: lock }, { count: length, lock, file: newest.source.file })];
}
