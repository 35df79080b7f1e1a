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
import type { Selection } from './select.ts';
import { isLocalUrl } from './url.ts';

/** How a build goes by what subscribers have. */
export interface SubscribersOptions extends LockFile {
  /** Whether the lock is only read. */
  readonly frozen: boolean;
  /** Whether the guard lets everything pass. */
  readonly accept: boolean;
  /** What subscribers have by another account than the lock's: a feed that is published, and what messages call it. */
  readonly against?: { readonly name: string; readonly entries: readonly LockEntry[] };
  /** Whether edits without a later `updated` are told. */
  readonly tellsEdits: boolean;
}

/** What subscribers of a site have, and what a build does to them. */
export interface Subscribers {
  /** What is wrong with the lock, and with articles that may be one of several. */
  readonly problems: readonly Problem[];
  /** The articles, with the ids they had. */
  readonly readings: readonly Reading[];
  /** Absolute URL the ids of the feeds begin with. */
  readonly site: string;
  /** What publishing `selection` does to subscribers, and what of it stops the build. */
  readonly plan: (selection: Selection) => { readonly plan: Plan; readonly problems: readonly Problem[] };
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
  former: () => Promise<SubscribersOptions['against']>,
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
  const base = options.against ?? (lock ? undefined : await former());
  const compared = base ? identify(kept, base.entries, sketch) : identity;
  return {
    problems: identity.unclear.map(({ reading, entry, other }) =>
      problem('article-unclear', { file: reading.source.file }, { id: entry.id, other }),
    ),
    readings: kept,
    site: lock?.site ?? config.url,
    plan(selection) {
      const { limit } = config;
      const formerLimit = base ? limit : (lock?.limit ?? limit);
      const plan = planFor({ identity: compared, selection, limit, formerLimit, local });
      const guarded = options.accept
        ? []
        : judge(plan, config.guard, { lock: options.file, ...(base && { base: base.name }), local });
      return {
        plan,
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
        site: lock?.site ?? config.url,
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
    site: config.url,
    plan: (selection) => ({
      plan: planFor({
        identity: nothing,
        selection,
        limit: config.limit,
        formerLimit: config.limit,
        local: (instant) => localTime(instant, config.timezone),
      }),
      problems: [],
    }),
    record: () => undefined,
  };
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
