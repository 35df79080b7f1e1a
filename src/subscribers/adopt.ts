import { isIri } from '../content/article/identity.ts';
import { localClock } from '../base/time-zone.ts';
import { matchFeed } from './identity/match-feed.ts';
import type { Identity } from './identity.ts';
import type { Lock, LockEntry } from './lock.ts';
import { createTextSignatures, type EntryOptions } from './lock/entries.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { dated, type Dated, type Selection } from '../feeds/select.ts';
import { ambiguousProblem } from './subscribers.ts';
import type { Subscription } from '../reader/feed/model.ts';
import { snapshotOf } from './from-feed.ts';
import type { Config } from '../config/model.ts';

/** A feed, and the place it was read from. */
export interface Adopted {
  readonly source: string;
  readonly subscription: Subscription;
}

/** The result of adopting feeds. */
export interface Adoption {
  readonly lock: Lock;
  readonly items: number;
  /** How many of them are in the feeds themselves, not in their archives. */
  readonly held: number;
  readonly matched: number;
  /** Items that match no article. */
  readonly unmatched: readonly LockEntry[];
  /** Articles that the feeds lack although they reach back as far. */
  readonly unknown: readonly Dated[];
  /** Number of articles older than all items. */
  readonly older: number;
  readonly problems: readonly Problem[];
}

/** Updates the lock `before` of a site so that its articles keep the ids in `feeds`. */
export function adopt(
  feeds: readonly Adopted[],
  selection: Selection,
  config: Config,
  before: Lock | undefined,
): Adoption {
  const items = new Map<string, LockEntry>();
  const held = new Set<string>();
  for (const { source, subscription } of feeds) {
    for (const entry of snapshotOf(source, subscription, config.timezone).entries)
      if (!items.has(entry.id)) items.set(entry.id, entry);
    const [newest] = subscription.items;
    for (const { id, place } of subscription.items) if (place.file === newest?.place.file) held.add(id);
  }
  const entries = [...items.values()];
  const over = dated([...selection.expired, ...selection.scheduled]);
  const identity = matchFeed([...selection.articles, ...over], entries, true);
  const { known } = identity;
  const oldest = oldestOf(entries);
  const recording = { local: localClock(config.timezone), textSignature: createTextSignatures() };
  const unknown: Dated[] = [];
  const locked: { readonly parsed: Dated; readonly entry: LockEntry }[] = [];
  const formerPaths = new Set(before?.entries.map(({ path }) => path));
  const lock = (parsed: Dated, state: LockEntry['state'] = 'published') =>
    locked.push({ parsed, entry: entryFor(parsed, known.get(parsed.source.file), state, recording) });
  let older = 0;
  for (const parsed of selection.articles) {
    const isOlder = oldest === undefined || parsed.article.published.instant < oldest;
    const isItem = known.has(parsed.source.file);
    if (isItem || isOlder || formerPaths.has(parsed.source.file)) lock(parsed);
    else unknown.push(parsed);
    if (!isItem && isOlder) older++;
  }
  const expired = new Set<unknown>(selection.expired);
  for (const parsed of over)
    if (known.has(parsed.source.file)) lock(parsed, expired.has(parsed) ? 'away' : 'published');
  const ids = new Set(locked.map(({ entry }) => entry.id));
  const paths = new Set(locked.map(({ entry }) => entry.path));
  const feed = before?.feed ?? feedId(feeds);
  return {
    lock: {
      site: before?.site ?? config.url,
      ...(feed !== undefined && { feed }),
      limit: held.size,
      entries: [
        ...locked.map(({ entry }) => entry),
        ...(before?.entries ?? []).filter(({ id, path }) => !ids.has(id) && !paths.has(path)),
      ],
    },
    items: entries.length,
    held: held.size,
    matched: known.size,
    unmatched: identity.gone,
    unknown,
    older,
    problems: [
      ...identity.unclear.map(ambiguousProblem),
      ...[...selection.articles, ...over].flatMap((one) => ownIdProblem(one, known)),
      ...clashes(locked),
      ...(config.files.atom === false ? [] : notIri(locked.map(({ entry }) => entry.id))),
    ],
  };
}

/** Returns the oldest date in milliseconds since 1970, or `undefined` if no item has a date. */
function oldestOf(entries: readonly LockEntry[]): number | undefined {
  const instants = entries.map(({ published }) => Date.parse(published)).filter((one) => !Number.isNaN(one));
  return instants.length === 0 ? undefined : instants.reduce((oldest, one) => Math.min(oldest, one));
}

/** Returns the id of the site's feed, which only Atom has: from the first feed, or from the same feed in another format. */
function feedId([first, ...others]: readonly Adopted[]): string | undefined {
  const { id, title, home } = first?.subscription ?? {};
  const twin = others.find(({ subscription }) => subscription.title === title && subscription.home === home);
  return id ?? twin?.subscription.id;
}

/** Returns the entry of an article: the values of `item`, and the current text. */
function entryFor(
  parsed: Dated,
  item: LockEntry | undefined,
  state: LockEntry['state'],
  { local, textSignature }: EntryOptions,
): LockEntry {
  const { article, source, textHash } = parsed;
  const own = local(article.published.instant);
  // Less than a day apart is the same date, in another zone or without its time.
  const isSameDate = item && Math.abs(Date.parse(item.published) - article.published.instant) < 86_400_000;
  return {
    id: article.ownId === true ? article.id : (item?.id ?? article.id),
    path: source.file,
    url: item?.url || article.url,
    published: isSameDate ? own : item?.published || own,
    updated: local(article.updated.instant),
    title: article.title,
    text: textHash,
    textSignature: textSignature(parsed),
    state,
  };
}

function ownIdProblem({ article, source }: Dated, known: Identity['known']): Problem[] {
  const item = known.get(source.file);
  if (!item || article.ownId !== true || article.id === item.id) return [];
  return [problem('adopt-own-id', { file: source.file }, { id: article.id, before: item.id })];
}

/** Reports two articles with the same id: the URL of one is the id by which subscribers know the other. */
function clashes(locked: readonly { readonly parsed: Dated; readonly entry: LockEntry }[]): Problem[] {
  const files = new Map<string, string>();
  return locked.flatMap(({ parsed: { source }, entry: { id } }) => {
    const other = files.get(id);
    files.set(id, source.file);
    return other === undefined ? [] : [problem('duplicate-id', { file: source.file }, { id, other })];
  });
}

/** Reports ids that RSS and JSON Feed allow, but Atom does not (RFC 4287 §4.2.6). */
function notIri(ids: readonly string[]): Problem[] {
  const found = ids.filter((id) => !isIri(id));
  const [id] = found;
  return id === undefined ? [] : [problem('adopt-not-iri', {}, { count: found.length, id })];
}
