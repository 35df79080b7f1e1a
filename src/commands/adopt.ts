import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { localTime } from '../date.ts';
import { identify, type Identity } from '../identity.ts';
import type { Io } from '../io.ts';
import { formatLock, type Lock, type LockEntry } from '../lock.ts';
import { draftLock, readLock } from '../lock/file.ts';
import { sketchReading } from '../lock/record.ts';
import { hasErrors, problem, type Problem } from '../problem.ts';
import { placed } from '../read.ts';
import { counted } from '../reporters/summary.ts';
import type { AccountLine, ExitCode } from '../reporters.ts';
import type { Dated, Selection } from '../select.ts';
import { accountOf } from '../subscribers/account.ts';
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

  const adoption = adopt(feeds, outcome.selection, config, before.lock, file.file);
  problems.push(...adoption.problems.map((one) => placed(one, outcome.selection.articles)));
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
  for (const { source, subscription } of feeds)
    for (const entry of accountOf(source, subscription, config.timezone).entries)
      if (!items.has(entry.id)) items.set(entry.id, entry);
  const entries = [...items.values()];
  const identity = identify(selection.articles, entries, () => '');
  const oldest = Math.min(
    ...entries.map(({ published }) => Date.parse(published)).filter((one) => !Number.isNaN(one)),
  );
  const unknown: Dated[] = [];
  const locked: LockEntry[] = [];
  const formerPaths = new Set(before?.entries.map(({ path }) => path));
  let older = 0;
  for (const reading of selection.articles) {
    const isOlder = reading.article.published.instant < oldest;
    const item = identity.known.get(reading.source.file);
    if (item || isOlder || formerPaths.has(reading.source.file)) locked.push(entryFor(reading, item, config));
    else unknown.push(reading);
    if (!item && isOlder) older++;
  }
  const ids = new Set(locked.map(({ id }) => id));
  const paths = new Set(locked.map(({ path }) => path));
  const [first] = feeds;
  return {
    lock: {
      site: before?.site ?? config.url,
      ...(first?.subscription.id !== undefined && { feed: first.subscription.id }),
      limit: Math.min(config.limit, entries.length),
      entries: [
        ...locked,
        ...(before?.entries ?? []).filter(({ id, path }) => !ids.has(id) && !paths.has(path)),
      ],
    },
    lockName,
    items: entries.length,
    matched: identity.known.size,
    unmatched: identity.gone,
    unknown,
    older,
    limit: config.limit,
    problems: adoptProblems(identity, selection),
  };
}

/** The entry of an article: as subscribers have it where `item` tells, and with its text as it is now. */
function entryFor(reading: Dated, item: LockEntry | undefined, { timezone }: Config): LockEntry {
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
    state: 'published',
  };
}

function adoptProblems({ known, unclear }: Identity, { articles }: Selection): Problem[] {
  return [
    ...unclear.map(({ reading, entry, other }) =>
      problem('article-unclear', { file: reading.source.file }, { id: entry.id, other }),
    ),
    ...articles.flatMap(({ article, source }) => {
      const item = known.get(source.file);
      if (!item || article.ownId !== true || article.id === item.id) return [];
      return [problem('adopt-own-id', { file: source.file }, { id: article.id, before: item.id })];
    }),
  ];
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** How many of each are shown. */
const most = 12;

function accountFor(result: Adoption, { dryRun }: AdoptFlags, sources: readonly string[]) {
  const { lock, lockName, items, matched, unmatched, unknown, older, limit } = result;
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
              text: `${counted(older, 'article')} older than the oldest item: their ids are their addresses.`,
            },
          ],
        ]
      : []),
    ...(items < limit && older > 0
      ? [
          [],
          [
            {
              text: `The feed held ${counted(items, 'item')}, yours may hold ${limit}: say \`limit: ${items}\`, or older articles come up as new.`,
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
