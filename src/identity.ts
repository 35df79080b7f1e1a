import type { Reading } from './article/model.ts';
import type { LockEntry } from './lock.ts';
import { likeness } from './identity/sketch.ts';
import type { Dated } from './select.ts';
import { spellingKey } from './text.ts';

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
}

/** An article nobody can tell the entry of. */
export interface Unclear {
  readonly reading: Dated;
  /** An entry it could be. */
  readonly entry: LockEntry;
  /** What else could be: the path of another file, or the id of another entry. */
  readonly other: string;
}

/** From which likeness on two texts may be one that was edited, and by how much it must be more so than another. */
const alike = 0.4;
const clearly = 0.3;

/**
 * Finds the entry of each article in `readings` that is one subscribers have: by the id it names itself, its path, what it says
 * word for word, its URL, its title and day, and last by a text that is alike. `sketch` gives the sketch of an article's text.
 */
export function identify(
  readings: readonly Reading[],
  entries: readonly LockEntry[],
  sketch: (reading: Dated) => string,
): Identity {
  const articles = readings.filter((one) => one.state === 'article');
  const known = new Map<Dated, LockEntry>();
  const taken = new Set<LockEntry>();
  const unclear: Unclear[] = [];
  const doubted = new Set<Dated>();
  const isOpen = (one: Dated) => !known.has(one) && !doubted.has(one) && one.article.ownId !== true;
  const pair = (reading: Dated, entry: LockEntry): void => {
    known.set(reading, entry);
    taken.add(entry);
  };
  const doubt = (reading: Dated, entry: LockEntry, other: string): void => {
    unclear.push({ reading, entry, other });
    doubted.add(reading);
    taken.add(entry);
  };

  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const reading of articles) {
    const entry = reading.article.ownId === true ? byId.get(reading.article.id) : undefined;
    if (entry) pair(reading, entry);
  }

  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const bySaid = groups(articles, saidBy);
  /** The article that was in the file of `entry`, if that went elsewhere and another one took its place. */
  const movedAway = (reading: Dated, entry: LockEntry): Dated | undefined =>
    saidIn(entry) === undefined || saidBy(reading) === saidIn(entry)
      ? undefined
      : bySaid.get(saidIn(entry) ?? '')?.find((one) => {
          const own = byPath.get(one.source.file);
          return isOpen(one) && !(own && saidIn(own) === saidBy(one));
        });
  for (const reading of articles) {
    const entry = byPath.get(reading.source.file);
    if (!entry || known.has(reading) || taken.has(entry)) continue;
    const rival = movedAway(reading, entry);
    const isStillIt = () => isSameTitle(reading, entry) || likeness(sketch(reading), entry.sketch) >= alike;
    if (!rival) pair(reading, entry);
    else if (isStillIt()) doubt(reading, entry, rival.source.file);
  }

  const elsewhere = new Set(
    readings.filter(({ state }) => state !== 'article').map(({ source }) => source.file),
  );
  const away = entries.filter((entry) => !taken.has(entry) && elsewhere.has(entry.path));
  const isFree = (entry: LockEntry) => !taken.has(entry) && !elsewhere.has(entry.path);

  /** Pairs what has the same key, where there is one of each; of several those of the same day. */
  function pairBy(
    keyOf: (reading: Dated) => string | undefined,
    keyIn: (entry: LockEntry) => string | undefined,
  ) {
    const free = groups(entries.filter(isFree), keyIn);
    if (free.size === 0) return;
    const left = articles.filter(isOpen);
    for (const [key, some] of groups(left, keyOf)) {
      const candidates = free.get(key) ?? [];
      if (candidates.length > 0) pairAmong(some, candidates, pair, doubt);
    }
  }
  pairBy(saidBy, saidIn);
  pairBy(
    ({ article }) => article.url,
    ({ url }) => url,
  );
  pairBy(
    ({ article }) => `${spellingKey(article.title)}\n${dayOf(article.published.instant)}`,
    ({ title, published }) => `${spellingKey(title)}\n${dayOf(Date.parse(published))}`,
  );
  pairAlike(
    articles.filter(isOpen),
    entries.filter((entry) => isFree(entry) && entry.sketch !== ''),
    sketch,
    pair,
    doubt,
  );
  return {
    known: new Map([...known].map(([{ source }, entry]) => [source.file, entry])),
    gone: entries.filter(isFree),
    away,
    copies: entries.length === 0 ? new Map() : copiesAmong(articles, known, isOpen),
    unclear,
  };
}

type Pair = (reading: Dated, entry: LockEntry) => void;
type Doubt = (reading: Dated, entry: LockEntry, other: string) => void;

/** Pairs what could be one another, of several those in files of the same name, then those of the same day. */
function pairAmong(
  readings: readonly Dated[],
  entries: readonly LockEntry[],
  pair: Pair,
  doubt: Doubt,
): void {
  let open = readings;
  let left = entries;
  const narrow = (keyOf: (reading: Dated) => string, keyIn: (entry: LockEntry) => string) => {
    const candidates = groups(left, keyIn);
    for (const [key, some] of groups(open, keyOf)) {
      const [reading, entry] = [some[0], candidates.get(key)?.[0]];
      if (!reading || !entry || some.length > 1 || candidates.get(key)?.length !== 1) continue;
      pair(reading, entry);
      open = open.filter((one) => one !== reading);
      left = left.filter((one) => one !== entry);
    }
  };
  narrow(
    () => '',
    () => '',
  );
  narrow(
    ({ source }) => nameOf(source.file),
    ({ path }) => nameOf(path),
  );
  narrow(
    ({ article }) => dayOf(article.published.instant),
    ({ published }) => dayOf(Date.parse(published)),
  );
  const [entry, another] = left;
  if (!entry) return;
  for (const reading of open) {
    const rival = another?.id ?? open.find((one) => one !== reading)?.source.file;
    if (rival === undefined) pair(reading, entry);
    else doubt(reading, entry, rival);
  }
}

/** What a file is called: that of a folder's `index.md` as the folder. */
function nameOf(path: string): string {
  return path.replace(/(?:\/index)?\.\w+$/, '').replace(/.*\//, '');
}

/** Pairs articles with entries whose texts are alike, where none other is about as much so. */
function pairAlike(
  readings: readonly Dated[],
  entries: readonly LockEntry[],
  sketch: (reading: Dated) => string,
  pair: Pair,
  doubt: Doubt,
): void {
  if (entries.length === 0) return;
  const pairs = readings.flatMap((reading) => {
    const own = sketch(reading);
    return entries.flatMap((entry) => {
      // What was published later is another article, however much it repeats, unless it bears the same name.
      const isLater = dayOf(reading.article.published.instant) > dayOf(Date.parse(entry.published));
      const much = isLater && !isSameTitle(reading, entry) ? 0 : likeness(own, entry.sketch);
      return much >= alike ? [{ reading, entry, much }] : [];
    });
  });
  const settled = new Set<Dated | LockEntry>();
  for (const { reading, entry, much } of pairs.toSorted((a, b) => b.much - a.much)) {
    if (settled.has(reading) || settled.has(entry)) continue;
    const rival = pairs.find(
      (one) =>
        (one.reading === reading) !== (one.entry === entry) &&
        !settled.has(one.reading === reading ? one.entry : one.reading) &&
        one.much > much - clearly,
    );
    settled.add(reading).add(entry);
    if (rival) doubt(reading, entry, rival.reading === reading ? rival.entry.id : rival.reading.source.file);
    else pair(reading, entry);
  }
}

function copiesAmong(
  articles: readonly Dated[],
  known: ReadonlyMap<Dated, LockEntry>,
  isOpen: (one: Dated) => boolean,
): Map<string, string> {
  const copies = new Map<string, string>();
  for (const some of groups(articles, saidBy).values()) {
    if (some.length < 2) continue;
    const original = some.find((one) => known.has(one)) ?? some[0];
    for (const one of some)
      if (original && one !== original && isOpen(one)) copies.set(one.source.file, original.source.file);
  }
  return copies;
}

/** What an article says, word for word; nothing where that is not known. */
function saidBy({ textHash, article }: Dated): string {
  return `${textHash}\n${article.title}`;
}

function saidIn({ text, title }: LockEntry): string | undefined {
  return text === '' ? undefined : `${text}\n${title}`;
}

function isSameTitle({ article }: Dated, { title }: LockEntry): boolean {
  return spellingKey(article.title) === spellingKey(title);
}

/** A day in UTC: what was written in another zone is on it or on the one beside it. */
function dayOf(instant: number): string {
  return Number.isNaN(instant) ? '' : new Date(instant).toISOString().slice(0, 10);
}

function groups<One>(list: Iterable<One>, keyOf: (one: One) => string | undefined): Map<string, One[]> {
  const found = new Map<string, One[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const group = found.get(key);
    if (group) group.push(one);
    else found.set(key, [one]);
  }
  return found;
}
