import type { Article } from '../content/article/model.ts';
import { feedMemory, openFeeds, settleFeeds } from './write-feeds.ts';
import { growMemory, many } from '../base/heap.ts';
import type { FeedMemory, PrintMemory } from '../cache/model.ts';
import { rank, type Press, type Printed } from './writer-model.ts';
import { stageYears, type StagedYears } from './write-lists.ts';
import { planWork, type Reuse } from './work-list.ts';
import { createPrinter, type Order, type Print } from './write-article.ts';
import type { Problem } from '../problems/problem.ts';
import type { Dated, Selection, Undated } from '../feeds/select.ts';

/** A thread that starts costs as much as printing so many articles. */
const worth = 300;

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
  const sources = new Map(printSite.assets.map((one) => [one.file, one]));
  const settled = settleFeeds(press, prints);
  const feeds = openFeeds(press, settled);
  const summaries = new Map<string, string>();
  const problems: Problem[] = [];
  let pages = 0;
  let isAsRead = true;
  let years: StagedYears = new Map();

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
    if (known.isWhole && known.problems) problems.push(...known.problems);
    if (items && reading.state === 'article') feeds.take({ ...shownAs(reading.article, summary), items });
    if (!config.pages) return;
    for (const [file, url, path] of known.assets ?? []) {
      const source = sources.get(file);
      if (source) ledger.copy({ source, url, path }, rank.asset);
    }
  };
  const take = ({ reading, page: neighbours }: Order, print: Print): void => {
    const { file, page: path } = reading.article;
    problems.push(...print.problems);
    isAsRead &&= print.isAsRead;
    const known = stamps.remember(reading, print);
    if (known) prints.set(file, known);
    else prints.delete(file);
    if (print.summary === undefined) return;
    told(reading, known?.summary ?? print.summary);
    if (reading.state === 'article') feeds.take({ ...shownAs(reading.article, print.summary), ...print });
    if (!config.pages) return;
    for (const asset of print.assets) ledger.copy(asset, rank.asset);
    if (!print.page || path === undefined) return;
    output?.adopt(path, print.page, rank.page, file);
    if (known && neighbours) ledger.sign(path, stamps.page(known, neighbours));
  };

  const { orders, reuses } = planWork(press, selection, feeds, prints);
  if (selection.articles.length > many) growMemory('tight');
  else if (orders.length >= worth) growMemory('roomy');
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
    meanwhile() {
      years = stageYears(press);
    },
    done(print, index) {
      progress(index, orders.length);
      const one = orders[index];
      if (!one) return;
      reuseBefore(one.place);
      take(one.order, print);
    },
  });
  reuseBefore(Infinity);
  const { article: style } = press.pages.styles;
  if (pages > 0) output?.write(style.path, style.text, rank.style);
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
    isAsRead,
    years,
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
