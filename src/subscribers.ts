import type { Reading } from './article/model.ts';
import type { Config } from './config.ts';
import { localTime } from './date.ts';
import { judge } from './guard.ts';
import { identify, type Identity } from './identity.ts';
import { formatLock, type Lock, type LockEntry } from './lock.ts';
import { draftLock, readLock, type LockDraft, type LockFile } from './lock/file.ts';
import { isSameLock, recordEntries, sketchReading } from './lock/record.ts';
import { isChanged, isMarked, planFor, type Plan } from './plan.ts';
import { problem, type Problem } from './problem.ts';
import type { KnownFeeds } from './select/feeds.ts';
import type { Selection } from './select.ts';
import { isLocalUrl } from './url.ts';

/** How a build goes by what subscribers have. */
export interface SubscribersOptions extends LockFile {
  /** Whether the lock is only read. */
  readonly frozen: boolean;
  /** Whether the guard stops the build, only tells what it would stop, or lets it pass. */
  readonly guard: 'stop' | 'tell' | 'pass';
  /** What subscribers have by another account than the lock's: a feed that is published, and what messages call it. */
  readonly against?: Account;
  /** Whether edits without a later `updated` are told. */
  readonly tellsEdits: boolean;
}

/** What subscribers have by the account of a feed. */
export interface Account {
  /** What messages call it. */
  readonly name: string;
  readonly entries: readonly LockEntry[];
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
  readonly readings: readonly Reading[];
  /** What the ids of the feeds begin with. */
  readonly feeds: KnownFeeds;
  /** What publishing `selection` does to subscribers, and what of it stops the build. */
  readonly plan: (selection: Selection) => Planned;
  /** Writes what they have afterwards beside the lock, if that is to be kept and is another; or tells why it cannot. */
  readonly record: (selection: Selection) => LockDraft | Problem | undefined;
}

/**
 * Gives `readings` the ids subscribers know them by. `former` gives what they have as far as the feed in the output folder tells,
 * which counts where there is no lock.
 */
export async function meetSubscribers(
  readings: readonly Reading[],
  config: Config,
  options: SubscribersOptions | undefined,
  former: () => Promise<Account | undefined>,
): Promise<Subscribers> {
  if (!options) return { ...strangers(readings, config), problems: [] };
  const { lock, problems } = config.lock ? readLock(options) : { problems: [] };
  if (problems.length > 0) return { ...strangers(readings, config), problems };
  const local = (instant: number) => localTime(instant, config.timezone);
  const sketches = new Map<string, string>();
  const sketch: typeof sketchReading = (reading) => {
    const { file } = reading.source;
    const made = sketches.get(file) ?? sketchReading(reading);
    sketches.set(file, made);
    return made;
  };
  const identity = identify(readings, lock?.entries ?? [], sketch);
  const kept = readings.map((one) => withKnownId(one, identity));
  const feeds = { site: lock?.site ?? config.url, ...(lock?.feed !== undefined && { feed: lock.feed }) };
  const base = options.against ?? (lock ? undefined : await former());
  const compared = base ? identify(kept, base.entries, sketch) : identity;
  return {
    problems: identity.unclear.map(({ reading, entry, other }) =>
      problem('article-unclear', { file: reading.source.file }, { id: entry.id, other }),
    ),
    readings: kept,
    feeds,
    plan(selection) {
      const { limit } = config;
      const formerLimit = base ? limit : (lock?.limit ?? limit);
      const horizon = base ? oldestOf(base.entries) : -Infinity;
      const plan = planFor({ identity: compared, selection, limit, formerLimit, horizon, local });
      const judged =
        options.guard === 'pass'
          ? []
          : judge(plan, config.guard, { lock: options.file, ...(base && { base: base.name }), local });
      const guarded =
        options.guard === 'stop' ? judged : judged.map((one) => ({ ...one, severity: 'warning' as const }));
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
      // A preview is nothing anybody subscribes to.
      if (!config.lock || options.frozen || isLocalUrl(config.url)) return undefined;
      const next: Lock = {
        ...feeds,
        limit: config.limit,
        entries: recordEntries(selection, identity, local),
      };
      return isSameLock(lock, next) ? undefined : draftLock(options, formatLock(next));
    },
  };
}

/** As if nobody had subscribed yet. */
function strangers(readings: readonly Reading[], config: Config): Omit<Subscribers, 'problems'> {
  const nothing = identify([], [], () => '');
  return {
    readings,
    feeds: { site: config.url },
    plan: (selection) => ({
      plan: planFor({
        identity: nothing,
        selection,
        limit: config.limit,
        formerLimit: config.limit,
        horizon: -Infinity,
        local: (instant) => localTime(instant, config.timezone),
      }),
      against: '',
      problems: [],
    }),
    record: () => undefined,
  };
}

/** Before the oldest item of a feed there may have been others. */
function oldestOf(entries: readonly LockEntry[]): number {
  return entries.reduce((oldest, { published }) => {
    const instant = Date.parse(published);
    return Number.isNaN(instant) ? oldest : Math.min(oldest, instant);
  }, Infinity);
}

function withKnownId(reading: Reading, { known }: Identity): Reading {
  const entry = reading.state === 'article' ? known.get(reading.source.file) : undefined;
  if (!entry || reading.state !== 'article') return reading;
  const { article } = reading;
  if (article.ownId === true || article.id === entry.id) return reading;
  return { ...reading, article: { ...article, id: entry.id } };
}

/** Articles whose text is another than subscribers have, without saying so. */
function edits({ known }: Identity, selection: Selection, local: (instant: number) => string): Problem[] {
  return selection.articles.flatMap((reading) => {
    const entry = known.get(reading.source.file);
    if (entry?.state !== 'published') return [];
    const isSilent = isChanged({ reading, entry }) && !isMarked({ reading, entry }, local);
    return isSilent ? [problem('content-changed', { file: reading.source.file })] : [];
  });
}

/** What is published and not in the lock, which only a build that is not frozen can put there. */
function behind({ known }: Identity, { articles }: Selection, { file: lock }: LockFile): Problem[] {
  const unknown = articles.filter(({ source }) => !known.has(source.file));
  const { length, 0: newest } = unknown;
  if (!newest) return [];
  const count = length === 1 ? 'One article is' : `${length} articles are`;
  return [problem('lock-behind', { file: lock }, { count, lock, file: newest.source.file })];
}
