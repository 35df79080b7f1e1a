import type { Article } from './article/model.ts';
import type { Config } from './config.ts';
import type { Crew } from './crew.ts';
import { createFeedPress, styleKey, type FeedFile, type FeedPress, type MadeFeed } from './feeds.ts';
import type { Ledger } from './ledger.ts';
import type { FeedMemory, Memory, PrintMemory } from './memo/model.ts';
import type { Output } from './output.ts';
import type { Pages } from './pages.ts';
import type { Neighbours } from './pages/site.ts';
import { createSlices, type Slices } from './press/slices.ts';
import { createPrinter, type Order, type Print, type PrintSite } from './print.ts';
import type { Problem } from './problem.ts';
import type { Dated, FeedPlan, FormatName, Selection, Undated } from './select.ts';
import type { Lists } from './site.ts';
import { itemStamp, stampOf, type Stamps } from './stamps.ts';
import type { Copies } from './surroundings.ts';

/** The order of publication: nobody is ever led to a page or picture that is not there yet. */
export const rank = { asset: 0, page: 1, archive: 2, feed: 3, index: 4 } as const;

/** What printing needs. */
export interface Press {
  readonly config: Config;
  readonly pages: Pages;
  readonly crew: Crew;
  readonly printSite: PrintSite;
  /** Absent where errors were found before: then only problems are looked for. */
  readonly output: Output | undefined;
  readonly plans: readonly FeedPlan[];
  readonly lists: Lists;
  /** Whether articles are rendered too that stand in no feed and on no page. */
  readonly everything: boolean;
  readonly memory: Memory;
  readonly stamps: Stamps;
  readonly ledger: Ledger;
  readonly copies: Copies;
}

/** What printing the articles came to. */
export interface Printed {
  readonly feeds: readonly FeedFile[];
  /** Plain texts for lists, by file. */
  readonly summaries: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** How many pages there are. */
  readonly pages: number;
  /** What is to be remembered of articles, and of feeds by the paths of their first documents. */
  readonly prints: ReadonlyMap<string, PrintMemory>;
  readonly feedMemories: ReadonlyMap<string, FeedMemory>;
}

/** A thread that starts costs as much as printing so many articles. */
const worth = 100;

/** More feeds than these a build has no time to compress only to tell how large they are sent. */
const few = 12;

/**
 * Renders every article once that is not as it was, writes its page, and each feed as soon as its articles are there. An article's
 * text is let go when nothing needs it any more.
 */
export async function printArticles(
  press: Press,
  selection: Selection,
  progress: (done: number, total: number) => void,
): Promise<Printed> {
  const { config, output, crew, printSite, stamps, ledger } = press;
  const prints = new Map<string, PrintMemory>();
  for (const reading of [...selection.articles, ...selection.pages]) {
    const known = stamps.fresh(reading);
    if (known) prints.set(reading.article.file, known);
  }
  const sources = new Map(printSite.sources.assets.map((one) => [one.file, one]));
  const settled = settleFeeds(press, prints);
  const feeds = openFeeds(press, settled);
  const summaries = new Map<string, string>();
  const problems: Problem[] = [];
  let pages = 0;

  const told = (reading: Dated | Undated, summary: string) => {
    const { file } = reading.article;
    summaries.set(file, summary);
    if (config.pages && reading.article.page !== undefined) pages++;
  };
  /** Takes an article of which nothing has to be printed. */
  const reuse = ({ reading, known, items }: Reuse) => {
    const { article } = reading;
    const summary = article.summary ?? known.summary ?? '';
    told(reading, summary);
    if (known.isWhole) problems.push(...known.problems);
    if (items && reading.state === 'article') feeds.take({ ...shownAs(reading.article, summary), items });
    if (!config.pages) return;
    for (const [file, url, path] of known.assets) {
      const source = sources.get(file);
      if (source) ledger.copy({ source, url, path }, rank.asset);
    }
  };
  const take = ({ reading, page: neighbours }: Order, print: Print): void => {
    const { file, page: path } = reading.article;
    problems.push(...print.problems);
    const known = stamps.remember(reading, print);
    if (known) prints.set(file, known);
    else prints.delete(file);
    if (print.summary === undefined) return;
    told(reading, print.summary);
    if (reading.state === 'article') feeds.take({ ...shownAs(reading.article, print.summary), ...print });
    if (!config.pages) return;
    for (const asset of print.assets) ledger.copy(asset, rank.asset);
    if (!print.page || path === undefined) return;
    output?.adopt(path, print.page, rank.page, file);
    if (known && neighbours) ledger.sign(path, stamps.page(known, neighbours));
  };

  const { orders, reuses } = planWork(press, selection, feeds, prints);
  let reused = 0;
  /** What needs no printing is taken in its turn, so that no feed waits with all its items for one that does. */
  const reuseBefore = (place: number) => {
    for (let one = reuses[reused]; one && one.place < place; one = reuses[++reused]) reuse(one);
  };
  await crew.run({
    name: 'print',
    worth,
    setup: printSite,
    jobs: orders.map(({ order }) => order),
    here: orders.length > 0 ? createPrinter(printSite) : nobody,
    done(print, index) {
      progress(index, orders.length);
      const one = orders[index];
      if (!one) return;
      reuseBefore(one.place);
      take(one.order, print);
    },
  });
  reuseBefore(Infinity);
  const made = feeds.finish();
  const feedMemories = new Map<string, FeedMemory>();
  const all = press.plans.map((plan) => settled.get(plan) ?? made.get(plan));
  for (const [index, plan] of press.plans.entries()) {
    const [path, kept] = feedMemory(plan, made.get(plan), prints, stamps) ?? [];
    const former = settled.get(plan);
    if (path !== undefined && kept) {
      feedMemories.set(path, kept);
      for (const file of all[index]?.files ?? []) ledger.sign(file.path, kept.signature);
    } else if (former) feedMemories.set(former.files[0]?.path ?? '', former);
  }
  return {
    feeds: all.flatMap((one) => one?.files ?? []),
    summaries,
    problems: [...problems, ...all.flatMap((one) => one?.problems ?? [])],
    pages,
    prints,
    feedMemories,
  };
}

function nobody(): never {
  throw new Error('There is nothing to print.');
}

function shownAs(article: Article, summary: string) {
  const shown = { article, summary };
  return { file: article.file, shown: { rss: shown, atom: shown, json: shown } };
}

/** An article of which nothing has to be printed, and its place among all. */
interface Reuse {
  readonly place: number;
  readonly reading: Dated | Undated;
  readonly known: PrintMemory;
  /** For the feeds that have to be written again. */
  readonly items?: FeedArticleItems;
}
type FeedArticleItems = NonNullable<ReturnType<Slices['find']>>;

/** What has to be printed of which article, newest first, and which are there already. */
function planWork(
  { config, lists, everything, plans, memory, stamps, ledger, output }: Press,
  { articles, pages }: Selection,
  feeds: FeedPress,
  prints: ReadonlyMap<string, PrintMemory>,
): {
  readonly orders: readonly { readonly place: number; readonly order: Order }[];
  readonly reuses: readonly Reuse[];
} {
  const listed = new Set([
    ...lists.index.map(({ article }) => article),
    ...lists.topics.flatMap((one) => one.articles),
  ]);
  const inFeeds = new Set(plans.flatMap((plan) => plan.articles));
  const formats = (['rss', 'atom', 'json'] as const).filter(
    (name: FormatName) => config.files[name] !== false,
  );
  const slices = output && createSlices(memory, formats, output.locate);
  const orders: { place: number; order: Order }[] = [];
  const reuses: Reuse[] = [];

  for (const [place, reading] of [...articles, ...pages].entries()) {
    const { article } = reading;
    const styles = feeds.wants(article.file);
    const isInFeed = reading.state === 'article' && inFeeds.has(reading.article);
    const isWhole = config.pages || isInFeed || everything;
    const isListed = !isWhole && reading.state === 'article' && listed.has(reading.article);
    if (!isWhole && !isListed) continue;
    const neighbours: Neighbours =
      reading.state === 'article'
        ? { newer: neighbour(articles[place - 1]), older: neighbour(articles[place + 1]) }
        : {};
    const known = prints.get(article.file);
    if (known && (known.isWhole || isListed) && !everything) {
      const items = styles.length > 0 ? slices?.find(article.file, itemStamp(known), styles) : undefined;
      const hasPage =
        !config.pages ||
        article.page === undefined ||
        ledger.keep([article.page], stamps.page(known, neighbours), rank.page, article.file);
      if (hasPage && (styles.length === 0 || items)) {
        reuses.push({
          place,
          reading,
          known: isWhole ? known : { ...known, problems: [] },
          ...(items && { items }),
        });
        continue;
      }
      if (hasPage) {
        orders.push({ place, order: { reading, styles, isListed } });
        continue;
      }
    }
    orders.push({ place, order: { reading, styles, ...(config.pages && { page: neighbours }), isListed } });
  }
  return { orders, reuses };
}

function neighbour(one: Dated | undefined): Neighbours['newer'] {
  return one && { title: one.article.title, url: one.article.url, language: one.article.language };
}

/** The feeds that are as they were. */
function settleFeeds(
  { plans, memory, stamps, ledger, copies }: Press,
  prints: ReadonlyMap<string, PrintMemory>,
): ReadonlyMap<FeedPlan, FeedMemory> {
  const settled = new Map<FeedPlan, FeedMemory>();
  for (const plan of plans) {
    const paths = pathsOf(plan);
    const former = memory.feeds.get(paths[0] ?? '');
    if (!former || paths.some((path) => copies.wants(path))) continue;
    // What the summary says of feeds depends on how many there are.
    if (former.files.some(({ gzip }) => (gzip !== undefined) !== isCompressed(plan, plans))) continue;
    const held = plan.articles.flatMap(({ file }) => prints.get(file) ?? []);
    if (held.length < plan.articles.length || held.some((one) => !one.isWhole)) continue;
    const signature = stamps.feed(plan, held);
    if (signature === former.signature && ledger.keep(paths, signature, feedRank(plan)))
      settled.set(plan, former);
  }
  return settled;
}

/** Whether to find out how large the documents of `plan` are when they are sent. */
function isCompressed({ kind }: FeedPlan, plans: readonly FeedPlan[]): boolean {
  return kind === 'site' || plans.length <= few;
}

function feedRank({ kind }: FeedPlan): number {
  return kind === 'archive' ? rank.archive : rank.feed;
}

function pathsOf({ documents }: FeedPlan): string[] {
  return [documents.rss, documents.atom, documents.json].flatMap((one) => (one ? [one.path] : []));
}

/** What is to be remembered of a feed that was made. */
function feedMemory(
  plan: FeedPlan,
  made: MadeFeed | undefined,
  prints: ReadonlyMap<string, PrintMemory>,
  stamps: Stamps,
): [path: string, memory: FeedMemory] | undefined {
  const held = plan.articles.flatMap(({ file }) => prints.get(file) ?? []);
  const [first] = pathsOf(plan);
  if (!made || first === undefined || held.length < plan.articles.length) return undefined;
  const { files, problems, spans } = made;
  const count = files[0]?.items ?? 0;
  const { rss, atom, json } = plan.documents;
  return [
    first,
    {
      signature: stamps.feed(plan, held),
      files,
      problems,
      style: styleKey(plan),
      items: held
        .slice(0, count)
        .map((one, index) => [plan.articles[index]?.file ?? '', itemStamp(one)] as const),
      paths: {
        ...(rss && { rss: rss.path }),
        ...(atom && { atom: atom.path }),
        ...(json && { json: json.path }),
      },
      spans,
    },
  ];
}

/** A press for the feeds that are not settled; the style sheet of those that are opened in a browser is written first. */
function openFeeds(
  { config, pages, output, plans, copies }: Press,
  settled: ReadonlyMap<FeedPlan, FeedMemory>,
): FeedPress {
  const view = config.browserView ? pages.view : undefined;
  const { path: style, text: css } = pages.viewStyle;
  const isViewed = plans.some(({ documents }) => documents.rss ?? documents.atom);
  if (view && isViewed) output?.write(style, css, rank.page);
  const rest = plans.filter((plan) => !settled.has(plan));
  return createFeedPress(rest, {
    isCompressed: (plan) => isCompressed(plan, plans),
    view,
    write(path, content, plan) {
      output?.write(path, content, feedRank(plan));
      copies.keep(path, content);
    },
  });
}

/** Writes the index, the pages of the years and those of topics. */
export function printLists(
  { config, pages, lists, output, stamps, ledger }: Press,
  { summaries, prints }: Pick<Printed, 'summaries' | 'prints'>,
): void {
  const listed = (some: readonly Article[]) =>
    some.map((article) => ({ article, summary: summaries.get(article.file) ?? '', linked: article.url }));
  const print = (path: string, said: unknown, made: readonly string[], write: () => string) => {
    const signature = stamps.list([path, said], made);
    if (ledger.keep([path], signature, rank.index)) return;
    output?.write(path, write(), rank.index);
    // Of an article that could not be remembered nobody knows what it is made from.
    if (!made.includes('')) ledger.sign(path, signature);
  };
  const stampsOf = (some: readonly Article[]) =>
    some.map(({ file }) => {
      const known = prints.get(file);
      // Where an article leads goes by its file.
      return known ? `${file} ${itemStamp(known)}` : '';
    });
  const links = lists.years.map(({ year, url, count }) => ({ year, url, count }));
  for (const { path, year, url, articles } of lists.years) {
    // Of thousands of articles people look for titles; what their authors say of them is there.
    const some = articles.map(({ article }) => ({
      article,
      summary: article.summary ?? '',
      linked: article.url,
    }));
    print(path, [year, links], articles.map(madeOf), () => pages.year(year, url, some, links));
  }
  for (const { path, link, articles } of lists.topics)
    print(path, link, stampsOf(articles), () => pages.topic(link, listed(articles)));
  const { index } = config.files;
  const newest = lists.index.map(({ article }) => article);
  if (index !== false) print(index, links, stampsOf(newest), () => pages.index(listed(newest), links));
}

/** What a line about an article is made from: where it leads goes by its file. */
function madeOf(one: Dated): string {
  return `${one.article.file} ${stampOf(one)}`;
}
