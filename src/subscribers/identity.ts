import type { ParsedArticle } from '../content/article/model.ts';
import { similar, matchSimilar } from './identity/similarity.ts';
import { findDuplicates } from './identity/duplicates.ts';
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
import {
  createMatching,
  matchAmong,
  matchBy,
  type Matching,
  type AmbiguousMatch,
} from './identity/matching.ts';
import { similarity } from './identity/minhash.ts';
import type { LockEntry } from './lock.ts';
import type { Dated } from '../feeds/select.ts';
import { normalized } from '../base/text.ts';

/** Matches articles with the entries subscribers have. */
export interface Identity {
  /** By path of the Markdown file. */
  readonly known: ReadonlyMap<string, LockEntry>;
  /** Entries without an article. */
  readonly gone: readonly LockEntry[];
  /** Entries whose file exists, but is a draft or in no feed now. */
  readonly away: readonly LockEntry[];
  /** Files of new articles with the exact text of another one, and the file of that one. */
  readonly copies: ReadonlyMap<string, string>;
  /** Articles that match more than one entry, or share an entry with another article. */
  readonly unclear: readonly AmbiguousMatch[];
  /** New articles with the id of a removed one. */
  readonly reused: readonly Reused[];
}

/** A new article with the id of another one. */
export interface Reused {
  readonly parsed: Dated;
  readonly entry: LockEntry;
}

/**
 * Matches each article in `parsedArticles` with its entry: by its own id, by identical text, by title and day, by similar text, and last
 * by its path. `textSignature` returns the MinHash signature of an article's text.
 */
export function identify(
  parsedArticles: readonly ParsedArticle[],
  entries: readonly LockEntry[],
  textSignature: (parsed: Dated) => string,
): Identity {
  if (entries.length === 0) return strange;
  const articles = parsedArticles.filter((one) => one.state === 'article');
  const matching = createMatching();
  const { isOpen, isFree, pair } = matching;
  pairOwnIds(articles, entries, matching);

  const byPlace = new Map(entries.map((entry) => [place.in(entry), entry]));
  const home = (parsed: Dated) => byPlace.get(place.of(parsed));
  for (const parsed of articles) {
    const entry = home(parsed);
    if (entry && isOpen(parsed) && isFree(entry) && isUnchanged(parsed, entry)) pair(parsed, entry);
  }

  const others = parsedArticles.filter(({ state }) => state !== 'article');
  const elsewhere = new Set(others.map(({ source }) => normalized(source.file)));
  const isAway = ({ path }: LockEntry) => elsewhere.has(normalized(path));
  const free = entries.filter(isFree);
  const gone = free.filter(isGone);
  const away = free.filter((entry) => isAway(entry) && !isGone(entry));
  const left = free.filter((entry) => !isAway(entry) && !isGone(entry));
  const open = articles.filter(isOpen);
  const unnamed = open.filter(({ article }) => article.ownId !== true);
  const evidence = weigh(left, textSignature, matching);

  pairMoved(unnamed, left, new Map(open.map((one) => [place.of(one), one])), evidence, matching);
  pairInPlace(open, unnamed, home, evidence, matching);
  for (const key of titleDays) matchBy(key, unnamed, left, matching);
  matchBy(both(text, writtenDay), unnamed, left, matching);
  const byAddress = new Map(left.map((entry) => [address.in(entry), entry]));
  for (const parsed of unnamed) {
    const entry = byAddress.get(address.of(parsed));
    if (entry && isOpen(parsed) && isFree(entry) && evidence.isWeak(parsed, entry)) pair(parsed, entry);
  }
  matchSimilar(unnamed, left, textSignature, matching);
  for (const key of titleDays) matchBy(key, unnamed, left, matching, 'doubt');
  // An article without any other match is still the one that was at this path.
  matchBy(place, unnamed, left, matching);
  matchBy(address, unnamed, left, matching);
  // A draft may have moved to another file, and a removed article may come back.
  for (const key of [...titleDays, address]) matchBy(key, unnamed, away, matching);
  for (const key of titleDays) matchBy(key, unnamed, gone, matching);
  // An article with the URL of another one would have its id, and subscribers would take it for that one.
  matchBy(id, unnamed, [...left, ...away], matching);
  // An article with a new id is still the same article to readers.
  for (const key of titleDays) matchBy(key, open, left, matching);
  return {
    known: new Map([...matching.known].map(([{ source }, entry]) => [source.file, entry])),
    gone: [...left, ...gone].filter(isFree),
    away: away.filter(isFree),
    copies: findDuplicates(articles, matching),
    unclear: matching.unclear,
    reused: reusedAmong(unnamed, gone, matching),
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

/** Returns new articles that share only the URL, and therefore the id, of a removed one. */
function reusedAmong(
  unnamed: readonly Dated[],
  gone: readonly LockEntry[],
  { isOpen, isFree }: Matching,
): Reused[] {
  const byId = new Map(gone.filter(isFree).map((entry) => [entry.id, entry]));
  return unnamed.filter(isOpen).flatMap((parsed) => {
    const entry = byId.get(parsed.article.id);
    return entry ? [{ parsed, entry }] : [];
  });
}

/** Pairs articles that set their own id with its entry. An unchanged article at the entry's path gets it too, to be reported. */
function pairOwnIds(
  articles: readonly Dated[],
  entries: readonly LockEntry[],
  { known, pair }: Matching,
): void {
  const named = articles.filter(({ article }) => article.ownId === true);
  if (named.length === 0) return;
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byPlace = new Map(articles.map((one) => [place.of(one), one]));
  for (const parsed of named) {
    const entry = byId.get(parsed.article.id);
    if (!entry) continue;
    pair(parsed, entry);
    const other = byPlace.get(place.in(entry));
    if (!other || other === parsed || other.article.ownId === true) continue;
    if (isUnchanged(other, entry) || isSameTitleDay(other, entry)) known.set(other, entry);
  }
}

function isUnchanged({ textHash, article }: Dated, entry: LockEntry): boolean {
  return textHash === entry.text && article.title === entry.title;
}

/** The evidence that an article matches an entry. */
interface Evidence {
  /** Title and day, or the text, whatever matches another entry. */
  readonly isStrong: (parsed: Dated, entry: LockEntry) => boolean;
  /** Strong evidence, or the title or a similar text if nothing better matches another entry. */
  readonly isWeak: (parsed: Dated, entry: LockEntry) => boolean;
}

function weigh(
  left: readonly LockEntry[],
  textSignature: (parsed: Dated) => string,
  { isFree }: Matching,
): Evidence {
  const byText = grouped(left, text.in);
  const byTitleDay = titleDays.map((key) => ({ key, entries: grouped(left, key.in) }));
  const isOther = (entry: LockEntry) => (one: LockEntry) => one !== entry && isFree(one);
  const hasOtherText = (parsed: Dated, entry: LockEntry) =>
    !isSame(text, parsed, entry) && byText.get(text.of(parsed) ?? '')?.some(isOther(entry)) === true;
  const hasOtherTitle = (parsed: Dated, entry: LockEntry) =>
    byTitleDay.some(({ key, entries }) => entries.get(key.of(parsed) ?? '')?.some(isOther(entry)) === true);
  const isStrong = (parsed: Dated, entry: LockEntry) =>
    isSameTitleDay(parsed, entry) || (isSame(text, parsed, entry) && !hasOtherTitle(parsed, entry));
  return {
    isStrong,
    isWeak: (parsed, entry) =>
      isStrong(parsed, entry) ||
      ((isSame(title, parsed, entry) || similarity(textSignature(parsed), entry.textSignature) >= similar) &&
        !hasOtherTitle(parsed, entry) &&
        !hasOtherText(parsed, entry)),
  };
}

/** Pairs articles with the same content in another place. If the article in the old place could match too, the match is ambiguous. */
function pairMoved(
  unnamed: readonly Dated[],
  left: readonly LockEntry[],
  byPlace: ReadonlyMap<string | undefined, Dated>,
  { isWeak }: Evidence,
  matching: Matching,
): void {
  const { isOpen, isFree, doubt } = matching;
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
    matchAmong(some.filter(isOpen), candidates.filter(isFree), matching, 'any');
  }
}

/** Pairs recognizable articles that stay in their place. */
function pairInPlace(
  open: readonly Dated[],
  unnamed: readonly Dated[],
  home: (parsed: Dated) => LockEntry | undefined,
  { isStrong, isWeak }: Evidence,
  { isOpen, isFree, pair, doubt }: Matching,
): void {
  const byTitleDay = titleDays.map((key) => ({ key, readings: grouped(unnamed, key.of) }));
  for (const parsed of open) {
    const entry = home(parsed);
    if (!entry || !isOpen(parsed) || !isFree(entry)) continue;
    // An article with its own id may well be a different article.
    const isIt = parsed.article.ownId === true ? isStrong : isWeak;
    if (!isIt(parsed, entry)) continue;
    const rival = isStrong(parsed, entry)
      ? undefined
      : byTitleDay
          .flatMap(({ key, readings: parsedArticles }) => parsedArticles.get(key.in(entry) ?? '') ?? [])
          .find((one) => one !== parsed && isOpen(one));
    if (rival) doubt(parsed, entry, rival);
    else pair(parsed, entry);
  }
}

function isGone({ state }: LockEntry): boolean {
  return state === 'gone';
}
