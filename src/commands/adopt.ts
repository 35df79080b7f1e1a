import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { localTime } from '../date.ts';
import { recognise } from '../identity/account.ts';
import type { Identity } from '../identity.ts';
import type { Io } from '../io.ts';
import { formatLock, type Lock, type LockEntry } from '../lock.ts';
import { draftLock, readLock } from '../lock/file.ts';
import { sketchReading } from '../lock/record.ts';
import { hasErrors, problem, type Problem } from '../problem.ts';
import { placer } from '../read.ts';
import { counted } from '../reporters/summary.ts';
import type { AccountLine, ExitCode } from '../reporters.ts';
import type { Dated, Selection } from '../select.ts';
import { accountOf } from '../subscribers/account.ts';
import { unclearProblem } from '../subscribers.ts';
import { subscribe } from '../subscription.ts';
import type { Subscription } from '../subscription/model.ts';
import { buildSite } from './attempt.ts';
import type { CommandFlags } from './build.ts';
import { lockFile } from './lock.ts';
import { tell } from './tell.ts';

/** The flags of `adopt`: those that say which site, and these. */
export interface AdoptFlags extends CommandFlags {
  /** Whether to write nothing. */
  readonly dryRun?: boolean;
}

/** Writes the lock file so that the articles of a site keep the ids by which subscribers of `sources` know them. */
export async function adoptCommand(sources: readonly string[], flags: AdoptFlags, io: Io): Promise<ExitCode> {
  const start = io.clock();
  const root = resolve(io.cwd, flags.root);
  const end = (problems: readonly Problem[], result?: Adoption) =>
    tell(
      { command: 'adopt', problems, ...(result && { account: accountFor(result, flags, sources) }) },
      { root, reporter: flags.reporter, start },
      io,
    );

  const site = await buildSite('plan', root, { ...flags, frozen: true }, io);
  const { config, outcome } = site;
  if (!config || !outcome || hasErrors(site.problems)) return end(site.problems.filter(isError));
  const file = lockFile(root, flags, io);
  if (!config.lock) return end([problem('adopt-without-lock', {}, { lock: file.file })]);
  const before = readLock(file);
  const feeds = [];
  const problems: Problem[] = [...before.problems];
  for (const source of sources) {
    const { subscription, problems: found } = await subscribe(source, io);
    problems.push(...found);
    if (subscription) feeds.push({ source, subscription });
  }
  if (hasErrors(problems)) return end(problems);
  if (feeds.every(({ subscription }) => subscription.items.length === 0))
    return end([...problems, problem('adopt-empty', {}, { sources: sources.join(', ') })]);

  const adoption = adopt(feeds, outcome.selection, config, before.lock, file.file);
  problems.push(...adoption.problems.map(placer(outcome.selection.articles)));
  if (hasErrors(problems) || flags.dryRun === true) return end(problems, adoption);
  const draft = draftLock(file, formatLock(adoption.lock));
  const refusal = 'code' in draft ? draft : draft.commit();
  return end(refusal ? [...problems, refusal] : problems, adoption);
}

/** A feed, and where it was read. */
interface Adopted {
  readonly source: string;
  readonly subscription: Subscription;
}

/** What adopting feeds comes to. */
interface Adoption {
  readonly lock: Lock;
  readonly lockName: string;
  readonly items: number;
  /** How many of them the feeds themselves hold, and not their archives. */
  readonly held: number;
  readonly matched: number;
  /** Items no article is. */
  readonly unmatched: readonly LockEntry[];
  /** Articles the feeds do not tell of although they reach back as far. */
  readonly unknown: readonly Dated[];
  /** How many articles are older than all items. */
  readonly older: number;
  readonly limit: number;
  readonly problems: readonly Problem[];
}

function adopt(
  feeds: readonly Adopted[],
  selection: Selection,
  config: Config,
  before: Lock | undefined,
  lockName: string,
): Adoption {
  const items = new Map<string, LockEntry>();
  const held = new Set<string>();
  for (const { source, subscription } of feeds) {
    for (const entry of accountOf(source, subscription, config.timezone).entries)
      if (!items.has(entry.id)) items.set(entry.id, entry);
    const [newest] = subscription.items;
    for (const { id, place } of subscription.items) if (place.file === newest?.place.file) held.add(id);
  }
  const entries = [...items.values()];
  const over = [...selection.expired, ...selection.scheduled].filter((one) => one.state === 'article');
  const identity = recognise([...selection.articles, ...over], entries, true);
  const { known } = identity;
  const oldest = oldestOf(entries);
  const unknown: Dated[] = [];
  const locked: { readonly reading: Dated; readonly entry: LockEntry }[] = [];
  const formerPaths = new Set(before?.entries.map(({ path }) => path));
  const lock = (reading: Dated, state: LockEntry['state'] = 'published') =>
    locked.push({ reading, entry: entryFor(reading, known.get(reading.source.file), state, config) });
  let older = 0;
  for (const reading of selection.articles) {
    const isOlder = oldest === undefined || reading.article.published.instant < oldest;
    const isItem = known.has(reading.source.file);
    if (isItem || isOlder || formerPaths.has(reading.source.file)) lock(reading);
    else unknown.push(reading);
    if (!isItem && isOlder) older++;
  }
  const expired = new Set<unknown>(selection.expired);
  for (const reading of over)
    if (known.has(reading.source.file)) lock(reading, expired.has(reading) ? 'away' : 'published');
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
    lockName,
    items: entries.length,
    held: held.size,
    matched: known.size,
    unmatched: identity.gone,
    unknown,
    older,
    limit: config.limit,
    problems: [
      ...identity.unclear.map(unclearProblem),
      ...[...selection.articles, ...over].flatMap((one) => ownIdProblem(one, known)),
      ...clashes(locked),
    ],
  };
}

/** Milliseconds since 1970; nothing where no item has a date. */
function oldestOf(entries: readonly LockEntry[]): number | undefined {
  const instants = entries.map(({ published }) => Date.parse(published)).filter((one) => !Number.isNaN(one));
  return instants.length === 0 ? undefined : instants.reduce((oldest, one) => Math.min(oldest, one));
}

/** The id of the site's feed, which only Atom has: that of the first, or of the same one in another format. */
function feedId([first, ...others]: readonly Adopted[]): string | undefined {
  const { id, title, home } = first?.subscription ?? {};
  const twin = others.find(({ subscription }) => subscription.title === title && subscription.home === home);
  return id ?? twin?.subscription.id;
}

/** The entry of an article: as subscribers have it where `item` tells, and with its text as it is now. */
function entryFor(
  reading: Dated,
  item: LockEntry | undefined,
  state: LockEntry['state'],
  { timezone }: Config,
): LockEntry {
  const { article, source, textHash } = reading;
  return {
    id: article.ownId === true ? article.id : (item?.id ?? article.id),
    path: source.file,
    url: item?.url || article.url,
    published: item?.published || localTime(article.published.instant, timezone),
    updated: localTime(article.updated.instant, timezone),
    title: article.title,
    text: textHash,
    sketch: sketchReading(reading),
    state,
  };
}

function ownIdProblem({ article, source }: Dated, known: Identity['known']): Problem[] {
  const item = known.get(source.file);
  if (!item || article.ownId !== true || article.id === item.id) return [];
  return [problem('adopt-own-id', { file: source.file }, { id: article.id, before: item.id })];
}

/** Two articles that would have one id: the address of the one is what subscribers know the other by. */
function clashes(locked: readonly { readonly reading: Dated; readonly entry: LockEntry }[]): Problem[] {
  const files = new Map<string, string>();
  return locked.flatMap(({ reading: { source }, entry: { id } }) => {
    const other = files.get(id);
    files.set(id, source.file);
    return other === undefined ? [] : [problem('duplicate-id', { file: source.file }, { id, other })];
  });
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** How many of each are shown. */
const most = 12;

function accountFor(result: Adoption, { dryRun }: AdoptFlags, sources: readonly string[]) {
  const { lock, lockName, items, held, matched, unmatched, unknown, older, limit } = result;
  const verb = dryRun === true ? 'Would write' : 'Wrote';
  const lines: AccountLine[] = [
    [{ text: `${matched} of ${counted(items, 'item')} matched an article.`, paint: 'strong' }],
    ...listed(
      'Items no article was found for; those who have them keep them:',
      unmatched.map(({ published, title, url, id }) => `${published.slice(0, 10)} ${title} ${url || id}`),
    ),
    ...listed(
      'Articles that are in no feed, and will be new to subscribers:',
      unknown.map(({ article, source }) => `${article.title} ${source.file}`),
    ),
    ...(older > 0
      ? [
          [],
          [
            {
              text: `${counted(older, 'older article')} that the feeds do not tell of: their ids are their addresses.`,
            },
          ],
        ]
      : []),
    ...(held < limit && lock.entries.length > held
      ? [
          [],
          [
            {
              text: `The feed held ${counted(held, 'item')}, yours may hold ${limit}: say \`limit: ${held}\`, or older articles come up as new.`,
              paint: 'warning' as const,
            },
          ],
        ]
      : []),
    [],
    [
      { text: `${verb} ${lockName}: ${counted(lock.entries.length, 'article')}. ` },
      { text: `See \`feedmill plan --against ${sources[0] ?? ''}\`.`, paint: 'quiet' },
    ],
  ];
  const data = {
    adopted: {
      items,
      matched,
      articles: lock.entries.length,
      older,
      unmatched: unmatched.map(({ id, url, title, published }) => ({ id, url, title, published })),
      unknown: unknown.map(({ article, source }) => ({
        url: article.url,
        title: article.title,
        file: source.file,
      })),
    },
  };
  return { lines, data };
}

function listed(title: string, some: readonly string[]): AccountLine[] {
  if (some.length === 0) return [];
  return [
    [],
    [{ text: title }],
    ...some.slice(0, most).map((text): AccountLine => [{ text: `  ${text}` }]),
    ...(some.length > most
      ? [[{ text: `  … and ${some.length - most} more`, paint: 'quiet' as const }]]
      : []),
  ];
}
