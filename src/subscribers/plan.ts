import type { Identity } from './identity.ts';
import type { LockEntry } from './lock.ts';
import { dated, type Dated, type Selection } from '../feeds/select.ts';
import { normalized } from '../base/text.ts';

/** The effects of a build on subscribers. Each list is in the order of the feed, newest first. */
export interface Plan {
  /** Articles they do not have yet. */
  readonly new: readonly PlannedArticle[];
  /** Articles they have, with a later `updated`, a new title or a new text. */
  readonly updated: readonly PlannedArticle[];
  /** Articles they have that would appear as new. */
  readonly resurfaced: readonly Resurfaced[];
  /** Articles they have that were removed; expired ones are in `expired`. */
  readonly removed: readonly LockEntry[];
  /** Articles with a new URL or file, and the same id. */
  readonly moved: readonly Moved[];
  /** Soonest first. */
  readonly scheduled: readonly PlannedArticle[];
  /** Articles they have that expired. */
  readonly expired: readonly PlannedArticle[];
}

/** An article of a plan, and its entry in the lock. */
export interface PlannedArticle {
  readonly parsed: Dated;
  readonly entry?: LockEntry;
}

/** An article with a new URL or file. */
export interface Moved extends PlannedArticle {
  readonly entry: LockEntry;
}

/** An article that would appear as new again. */
export interface Resurfaced extends PlannedArticle {
  /**
   * `date`: it has a later day; `id`: it has another id; `copy`: another article has the same text; `backlog`: it is old, and more than
   * a few old ones enter the feed together.
   */
  readonly why: 'date' | 'id' | 'copy' | 'backlog';
  /** The file of the original of a copy. */
  readonly original?: string;
}

/** The inputs of a plan. */
export interface PlanOptions {
  readonly identity: Identity;
  readonly selection: Selection;
  /** The number of items in the site's feed, now and before. */
  readonly limit: number;
  readonly formerLimit: number;
  /** Whether subscribers may have an unknown article, because the record does not reach back that far. */
  readonly isOlder: (parsed: Dated) => boolean;
  /** Whether the recorded feed may have been cut, so that older articles are not new. */
  readonly isCut: boolean;
  /** Ids of published articles that the lock has as scheduled. */
  readonly out: ReadonlySet<string>;
  /** `instant` (milliseconds since 1970) as RFC 3339 in the site's zone. */
  readonly local: (instant: number) => string;
}

/** Number of old articles that may enter a feed without a report. */
const few = 3;
const oneDay = 86_400_000;
/** Milliseconds by which an article may be older than the newest one subscribers have before it counts as old. */
const old = 30 * oneDay;

/** Plans the effects of a build of `selection` on those who have the articles of `identity`. */
export function planFor(options: PlanOptions): Plan {
  const { identity, selection, local, isOlder, out } = options;
  const isOut = ({ state, id }: LockEntry) => state !== 'scheduled' || out.has(id);
  const { known, copies } = identity;
  const fresh: PlannedArticle[] = [];
  const unknown: PlannedArticle[] = [];
  const updated: PlannedArticle[] = [];
  const resurfaced: Resurfaced[] = [];
  const moved: Moved[] = [];
  const withdrawn: LockEntry[] = [];
  for (const parsed of selection.articles) {
    const entry = known.get(parsed.source.file);
    const original = copies.get(parsed.source.file);
    if (original && !isOlder(parsed)) resurfaced.push({ parsed, why: 'copy', original });
    else if (!entry) (isOlder(parsed) ? unknown : fresh).push({ parsed });
    else {
      const one = { parsed, entry };
      const why = isOut(entry) ? whyNew(one, local) : undefined;
      if (why) resurfaced.push({ ...one, why });
      else if (entry.state !== 'published') fresh.push(one);
      else if (isUpdated(one, local)) updated.push(one);
      if (isElsewhere(one)) moved.push(one);
    }
  }
  const scheduled = dated(selection.scheduled).map((parsed) => planned(parsed, known));
  for (const { parsed, entry } of scheduled) {
    const original = copies.get(parsed.source.file);
    if (original) resurfaced.push({ parsed, why: 'copy', original });
    // It disappears now and comes back on another day.
    else if (entry && (entry.state === 'published' || out.has(entry.id)) && whyNew({ parsed, entry }, local))
      resurfaced.push({ parsed, entry, why: 'date' });
    // With an earlier time of the build, or under an embargo, it is no longer published.
    else if (entry?.state === 'published') withdrawn.push(entry);
  }
  const backlog = oldOnes(fresh, unknown, options);
  const late = new Set(backlog);
  return {
    new: fresh.filter((one) => !late.has(one)),
    updated,
    resurfaced: [...resurfaced, ...backlog.map((one) => ({ ...one, why: 'backlog' as const }))],
    removed: [...withdrawn, ...identity.gone, ...identity.away]
      .filter(({ state }) => state === 'published')
      .toSorted((a, b) => (Date.parse(b.published) || 0) - (Date.parse(a.published) || 0)),
    moved,
    scheduled,
    expired: dated(selection.expired)
      .map((parsed) => planned(parsed, known))
      .filter(({ entry }) => entry?.state === 'published'),
  };
}

/** Number of articles in each list of a plan. */
export type PlanCounts = Readonly<Record<keyof Plan, number>>;

/** Counts the articles in `plan`. */
export function countPlan(plan: Plan): PlanCounts {
  return {
    new: plan.new.length,
    updated: plan.updated.length,
    resurfaced: plan.resurfaced.length,
    removed: plan.removed.length,
    moved: plan.moved.length,
    scheduled: plan.scheduled.length,
    expired: plan.expired.length,
  };
}

function planned(parsed: Dated, known: Identity['known']): PlannedArticle {
  const entry = known.get(parsed.source.file);
  return entry ? { parsed, entry } : { parsed };
}

/** Whether an article has a new URL or file, as far as the entry has them. */
function isElsewhere({ parsed, entry: { url, path } }: Moved): boolean {
  if (url !== '' && url !== parsed.url) return true;
  return path !== '' && normalized(path) !== normalized(parsed.source.file);
}

/** Returns why an article subscribers have would appear as new, if it would. */
export function whyNew({ parsed, entry }: Moved, local: PlanOptions['local']): 'id' | 'date' | undefined {
  const { id, published } = parsed.article;
  if (id !== entry.id) return 'id';
  // In another zone, or with more detail, it is the same day; feeds of other programs do not give the zone.
  const slack = entry.text === '' ? oneDay - 1 : 0;
  const isLater = published.instant > Date.parse(entry.published) + slack;
  return isLater && local(published.instant).slice(0, 10) > entry.published.slice(0, 10) ? 'date' : undefined;
}

/** Whether an article has a later `updated` or changed content. */
export function isUpdated({ parsed, entry }: Moved, local: PlanOptions['local']): boolean {
  return isMarked({ parsed, entry }, local) || isChanged({ parsed, entry });
}

/** Whether the content of an article differs from what subscribers have. */
export function isChanged({ parsed, entry }: Moved): boolean {
  if (entry.text === '') return false;
  return entry.text !== parsed.textHash || entry.title !== parsed.article.title;
}

/** Whether `updated` of an article is later than what subscribers have. */
export function isMarked({ parsed, entry }: Moved, local: PlanOptions['local']): boolean {
  const { published, updated } = parsed.article;
  if (updated.instant === published.instant || !(updated.instant > Date.parse(entry.updated))) return false;
  // The same clock time in another zone is no update.
  return local(updated.instant).slice(0, 19) > entry.updated.slice(0, 19);
}

/** Returns old articles that enter the site's feed: of other days than the new ones, or left out until now. */
function oldOnes(
  fresh: readonly PlannedArticle[],
  unknown: readonly PlannedArticle[],
  options: PlanOptions,
): PlannedArticle[] {
  const { identity, selection, limit, formerLimit, isCut } = options;
  if (fresh.length === 0 && unknown.length === 0 && limit <= formerLimit) return [];
  const published = [...identity.known.values(), ...identity.gone, ...identity.away].filter(
    ({ state }) => state === 'published',
  );
  if (published.length === 0) return [];
  const newest = published.reduce(
    (latest, one) => Math.max(latest, Date.parse(one.published) || latest),
    -Infinity,
  );
  const inFeed = new Set(selection.articles.slice(0, limit));
  // Scheduled articles are expected, whatever their date, and subscribers already know those that were away.
  const late = fresh.filter(
    ({ parsed: { due = 0 }, parsed, entry }) => !entry && inFeed.has(parsed) && due < newest - old,
  );
  const had = selection.articles.filter((one) => identity.known.get(one.source.file)?.state === 'published');
  const entering = had
    .slice(formerLimit)
    .filter((one) => limit > formerLimit && inFeed.has(one))
    .map((parsed) => planned(parsed, identity.known));
  // Removed articles make room for others.
  const followers = isCut ? [] : unknown.filter(({ parsed }) => inFeed.has(parsed));
  const isUnasked = followers.length > published.length - had.length;
  const all = [...late, ...(isUnasked ? followers : []), ...entering];
  return all.length > few ? all : [];
}
