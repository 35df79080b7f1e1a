import type { Reading } from '../content/article/model.ts';
import { alike, pairAlike } from './identity/similarity.ts';
import { copiesAmong } from './identity/duplicates.ts';
import {
  address,
  both,
  grouped,
  id,
  isSame,
  isSameTitleDay,
  place,
  text,
  title,
  titleDays,
  wording,
  writtenDay,
} from './identity/keys.ts';
import { createPairing, pairAmong, pairBy, type Pairing, type Unclear } from './identity/matching.ts';
import { likeness } from './identity/minhash.ts';
import type { LockEntry } from './lock.ts';
import type { Dated } from '../feeds/select.ts';
import { normalized } from '../base/text.ts';

/** Which article is which of those that subscribers have. */
export interface Identity {
  /** By the path of the Markdown file. */
  readonly known: ReadonlyMap<string, LockEntry>;
  /** Entries no article of which is there any more. */
  readonly gone: readonly LockEntry[];
  /** Entries whose file is there, but is a draft or in no feed now. */
  readonly away: readonly LockEntry[];
  /** Files of new articles that say word for word what another one says, and the file of that. */
  readonly copies: ReadonlyMap<string, string>;
  /** Articles that could be another's entry as well, or one of several. */
  readonly unclear: readonly Unclear[];
  /** New articles that would have the id of one that is gone. */
  readonly reused: readonly Reused[];
}

/** A new article with the id of another one. */
export interface Reused {
  readonly reading: Dated;
  readonly entry: LockEntry;
}

/**
 * Finds the entry of each article in `readings` that is one subscribers have: by the id it names itself, by what it says word for
 * word, by title and day, by a text that is alike, and last by its place. `sketch` gives the sketch of an article's text.
 */
export function identify(
  readings: readonly Reading[],
  entries: readonly LockEntry[],
  sketch: (reading: Dated) => string,
): Identity {
  if (entries.length === 0) return strange;
  const articles = readings.filter((one) => one.state === 'article');
  const pairing = createPairing();
  const { isOpen, isFree, pair } = pairing;
  pairOwnIds(articles, entries, pairing);

  const byPlace = new Map(entries.map((entry) => [place.in(entry), entry]));
  const home = (reading: Dated) => byPlace.get(place.of(reading));
  for (const reading of articles) {
    const entry = home(reading);
    if (entry && isOpen(reading) && isFree(entry) && isUnchanged(reading, entry)) pair(reading, entry);
  }

  const others = readings.filter(({ state }) => state !== 'article');
  const elsewhere = new Set(others.map(({ source }) => normalized(source.file)));
  const isAway = ({ path }: LockEntry) => elsewhere.has(normalized(path));
  const free = entries.filter(isFree);
  const gone = free.filter(isGone);
  const away = free.filter((entry) => isAway(entry) && !isGone(entry));
  const left = free.filter((entry) => !isAway(entry) && !isGone(entry));
  const open = articles.filter(isOpen);
  const unnamed = open.filter(({ article }) => article.ownId !== true);
  const evidence = weigh(left, sketch, pairing);

  pairMoved(unnamed, left, new Map(open.map((one) => [place.of(one), one])), evidence, pairing);
  pairInPlace(open, unnamed, home, evidence, pairing);
  for (const key of titleDays) pairBy(key, unnamed, left, pairing);
  pairBy(both(text, writtenDay), unnamed, left, pairing);
  const byAddress = new Map(left.map((entry) => [address.in(entry), entry]));
  for (const reading of unnamed) {
    const entry = byAddress.get(address.of(reading));
    if (entry && isOpen(reading) && isFree(entry) && evidence.isWeak(reading, entry)) pair(reading, entry);
  }
  pairAlike(unnamed, left, sketch, pairing);
  for (const key of titleDays) pairBy(key, unnamed, left, pairing, 'doubt');
  // What nobody would know again is still what was there before.
  pairBy(place, unnamed, left, pairing);
  pairBy(address, unnamed, left, pairing);
  // What is a draft now may have gone to another file, and what was removed may come back.
  for (const key of [...titleDays, address]) pairBy(key, unnamed, away, pairing);
  for (const key of titleDays) pairBy(key, unnamed, gone, pairing);
  // By its address it would have the id of another one, and is that to whoever has it.
  pairBy(id, unnamed, [...left, ...away], pairing);
  // What gives itself another id is the same to whoever looks.
  for (const key of titleDays) pairBy(key, open, left, pairing);
  return {
    known: new Map([...pairing.known].map(([{ source }, entry]) => [source.file, entry])),
    gone: [...left, ...gone].filter(isFree),
    away: away.filter(isFree),
    copies: copiesAmong(articles, pairing),
    unclear: pairing.unclear,
    reused: reusedAmong(unnamed, gone, pairing),
  };
}

const strange: Identity = {
  known: new Map(),
  gone: [],
  away: [],
  copies: new Map(),
  unclear: [],
  reused: [],
};

/** New articles that have nothing but the address of one that was removed before, which was its id. */
function reusedAmong(
  unnamed: readonly Dated[],
  gone: readonly LockEntry[],
  { isOpen, isFree }: Pairing,
): Reused[] {
  const byId = new Map(gone.filter(isFree).map((entry) => [entry.id, entry]));
  return unnamed.filter(isOpen).flatMap((reading) => {
    const entry = byId.get(reading.article.id);
    return entry ? [{ reading, entry }] : [];
  });
}

/** Pairs articles that name an id of their own with its entry; and with them what is the same, if there is anything: that it has to be told. */
function pairOwnIds(
  articles: readonly Dated[],
  entries: readonly LockEntry[],
  { known, pair }: Pairing,
): void {
  const named = articles.filter(({ article }) => article.ownId === true);
  if (named.length === 0) return;
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byPlace = new Map(articles.map((one) => [place.of(one), one]));
  for (const reading of named) {
    const entry = byId.get(reading.article.id);
    if (!entry) continue;
    pair(reading, entry);
    const other = byPlace.get(place.in(entry));
    if (!other || other === reading || other.article.ownId === true) continue;
    if (isUnchanged(other, entry) || isSameTitleDay(other, entry)) known.set(other, entry);
  }
}

function isUnchanged({ textHash, article }: Dated, entry: LockEntry): boolean {
  return textHash === entry.text && article.title === entry.title;
}

/** What speaks for an article being an entry. */
interface Evidence {
  /** Title and day, or the text, whatever speaks for another entry. */
  readonly isStrong: (reading: Dated, entry: LockEntry) => boolean;
  /** That, or the title or a text that is alike, if nothing better speaks for another entry. */
  readonly isWeak: (reading: Dated, entry: LockEntry) => boolean;
}

function weigh(
  left: readonly LockEntry[],
  sketch: (reading: Dated) => string,
  { isFree }: Pairing,
): Evidence {
  const byText = grouped(left, text.in);
  const byTitleDay = titleDays.map((key) => ({ key, entries: grouped(left, key.in) }));
  const isOther = (entry: LockEntry) => (one: LockEntry) => one !== entry && isFree(one);
  const hasOtherText = (reading: Dated, entry: LockEntry) =>
    !isSame(text, reading, entry) && byText.get(text.of(reading) ?? '')?.some(isOther(entry)) === true;
  const hasOtherTitle = (reading: Dated, entry: LockEntry) =>
    byTitleDay.some(({ key, entries }) => entries.get(key.of(reading) ?? '')?.some(isOther(entry)) === true);
  const isStrong = (reading: Dated, entry: LockEntry) =>
    isSameTitleDay(reading, entry) || (isSame(text, reading, entry) && !hasOtherTitle(reading, entry));
  return {
    isStrong,
    isWeak: (reading, entry) =>
      isStrong(reading, entry) ||
      ((isSame(title, reading, entry) || likeness(sketch(reading), entry.sketch) >= alike) &&
        !hasOtherTitle(reading, entry) &&
        !hasOtherText(reading, entry)),
  };
}

/** Pairs what says the same elsewhere; where what stands in its place may be it as well, nobody can tell. */
function pairMoved(
  unnamed: readonly Dated[],
  left: readonly LockEntry[],
  byPlace: ReadonlyMap<string | undefined, Dated>,
  { isWeak }: Evidence,
  pairing: Pairing,
): void {
  const { isOpen, isFree, doubt } = pairing;
  const entriesBy = grouped(left, wording.in);
  if (entriesBy.size === 0) return;
  for (const [said, some] of grouped(unnamed, wording.of)) {
    const candidates = entriesBy.get(said) ?? [];
    for (const entry of candidates) {
      const [moved] = some;
      const here = byPlace.get(place.in(entry));
      const isCopied = moved && here && here.article.ownId !== true && isOpen(here) && !some.includes(here);
      if (isCopied && isWeak(here, entry)) doubt(here, entry, moved);
    }
    pairAmong(some.filter(isOpen), candidates.filter(isFree), pairing, 'any');
  }
}

/** Pairs what has stayed in its place and can be known again. */
function pairInPlace(
  open: readonly Dated[],
  unnamed: readonly Dated[],
  home: (reading: Dated) => LockEntry | undefined,
  { isStrong, isWeak }: Evidence,
  { isOpen, isFree, pair, doubt }: Pairing,
): void {
  const byTitleDay = titleDays.map((key) => ({ key, readings: grouped(unnamed, key.of) }));
  for (const reading of open) {
    const entry = home(reading);
    if (!entry || !isOpen(reading) || !isFree(entry)) continue;
    // What has an id of its own may well be another article.
    const isIt = reading.article.ownId === true ? isStrong : isWeak;
    if (!isIt(reading, entry)) continue;
    const rival = isStrong(reading, entry)
      ? undefined
      : byTitleDay
          .flatMap(({ key, readings }) => readings.get(key.in(entry) ?? '') ?? [])
          .find((one) => one !== reading && isOpen(one));
    if (rival) doubt(reading, entry, rival);
    else pair(reading, entry);
  }
}

function isGone({ state }: LockEntry): boolean {
  return state === 'gone';
}
