import type { Identity } from './identity.ts';
import type { LockEntry } from './lock.ts';
import { dated, type Dated, type Selection } from '../feeds/select.ts';
import { normalized } from '../base/text.ts';

/** What a build does to those who subscribe. Each list in the order of the feed, newest first. */
export interface Plan {
  /** Articles they have not had. */
  readonly new: readonly PlannedArticle[];
  /** Articles they have, with a later `updated` or another title or text. */
  readonly updated: readonly PlannedArticle[];
  /** Articles they have and would see as new. */
  readonly resurfaced: readonly Resurfaced[];
  /** Articles they have that are gone, but for those whose time is over. */
  readonly removed: readonly LockEntry[];
  /** Articles at another address or in another file, with the id they had. */
  readonly moved: readonly Moved[];
  /** Soonest first. */
  readonly scheduled: readonly PlannedArticle[];
  /** Articles they have whose time is over. */
  readonly expired: readonly PlannedArticle[];
}

/** An article of a plan, and what subscribers have of it. */
export interface PlannedArticle {
  readonly parsed: Dated;
  readonly entry?: LockEntry;
}

/** An article that is elsewhere now. */
export interface Moved extends PlannedArticle {
  readonly entry: LockEntry;
}

/** An article that would be seen as new again. */
export interface Resurfaced extends PlannedArticle {
  /**
   * `date`: it is dated on a later day; `id`: it has another id; `copy`: another article says the same; `backlog`: it is old, and
   * with more than a few like it comes into the feed.
   */
  readonly why: 'date' | 'id' | 'copy' | 'backlog';
  /** The file of what it is a copy of. */
  readonly original?: string;
}

/** What a plan is made of. */
export interface PlanOptions {
  readonly identity: Identity;
  readonly selection: Selection;
  /** How many items the site's feed holds, and how many it held. */
  readonly limit: number;
  readonly formerLimit: number;
  /** Whether subscribers may have had an article they are not known to have, because what tells it reaches back no further. */
  readonly isOlder: (parsed: Dated) => boolean;
  /** Whether the feed that tells what they have may have ended early, so that older ones are no news. */
  readonly isCut: boolean;
  /** Ids of articles that are out although the lock says they are scheduled. */
  readonly out: ReadonlySet<string>;
  /** `instant` (milliseconds since 1970) as RFC 3339 in the site's zone. */
  readonly local: (instant: number) => string;
}

/** So many old articles may come into a feed without being told. */
const few = 3;
const oneDay = 86_400_000;
/** Milliseconds an article may be older than the newest one subscribers have without being an old one. */
const old = 30 * oneDay;

/** What a build of `selection` does to those who have the articles of `identity`. */
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
    // It goes now, and comes again on another day.
    else if (entry && (entry.state === 'published' || out.has(entry.id)) && whyNew({ parsed, entry }, local))
      resurfaced.push({ parsed, entry, why: 'date' });
    // As of an earlier time, or under an embargo, it is not there any more.
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

/** How many of each a plan comes to. */
export type PlanCounts = Readonly<Record<keyof Plan, number>>;

/** Counts what is in `plan`. */
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

/** Whether an article has another address or lies elsewhere, as far as that is known. */
function isElsewhere({ parsed, entry: { url, path } }: Moved): boolean {
  if (url !== '' && url !== parsed.url) return true;
  return path !== '' && normalized(path) !== normalized(parsed.source.file);
}

/** Why an article subscribers have would be seen as new; nothing where it would not. */
export function whyNew({ parsed, entry }: Moved, local: PlanOptions['local']): 'id' | 'date' | undefined {
  const { id, published } = parsed.article;
  if (id !== entry.id) return 'id';
  // In another zone, or written in more detail, it is the same day; a feed of another program does not tell the zone.
  const slack = entry.text === '' ? oneDay - 1 : 0;
  const isLater = published.instant > Date.parse(entry.published) + slack;
  return isLater && local(published.instant).slice(0, 10) > entry.published.slice(0, 10) ? 'date' : undefined;
}

/** Whether an article says that it was updated, or says something else than it did. */
export function isUpdated({ parsed, entry }: Moved, local: PlanOptions['local']): boolean {
  return isMarked({ parsed, entry }, local) || isChanged({ parsed, entry });
}

/** Whether what an article says is not what subscribers have. */
export function isChanged({ parsed, entry }: Moved): boolean {
  if (entry.text === '') return false;
  return entry.text !== parsed.textHash || entry.title !== parsed.article.title;
}

/** Whether an article has a later `updated` than subscribers have. */
export function isMarked({ parsed, entry }: Moved, local: PlanOptions['local']): boolean {
  const { published, updated } = parsed.article;
  if (updated.instant === published.instant || !(updated.instant > Date.parse(entry.updated))) return false;
  // In another zone the same time of the clock is no update.
  return local(updated.instant).slice(0, 19) > entry.updated.slice(0, 19);
}

/** Articles that come into the site's feed and are old: of other days than what is new, or left out until now. */
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
  // What was scheduled comes when it was to come, whatever its date; and what was away is known to those who had it.
  const late = fresh.filter(
    ({ parsed: { due = 0 }, parsed, entry }) => !entry && inFeed.has(parsed) && due < newest - old,
  );
  const had = selection.articles.filter((one) => identity.known.get(one.source.file)?.state === 'published');
  const entering = had
    .slice(formerLimit)
    .filter((one) => limit > formerLimit && inFeed.has(one))
    .map((parsed) => planned(parsed, identity.known));
  // Where articles go, others take their places.
  const followers = isCut ? [] : unknown.filter(({ parsed }) => inFeed.has(parsed));
  const isUnasked = followers.length > published.length - had.length;
  const all = [...late, ...(isUnasked ? followers : []), ...entering];
  return all.length > few ? all : [];
}
