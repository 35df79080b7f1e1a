import type { Article } from './article/model.ts';
import type { Config } from './config.ts';
import type { Crew } from './crew.ts';
import { createFeedPress, type FeedFile, type FeedPress } from './feeds.ts';
import type { Output } from './output.ts';
import type { Pages } from './pages.ts';
import { createPrinter, type Order, type Print, type PrintSite } from './print.ts';
import type { Problem } from './problem.ts';
import type { Dated, FeedPlan, Selection } from './select.ts';
import type { Lists } from './site.ts';

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
}

/** What printing the articles came to. */
export interface Printed {
  readonly feeds: readonly FeedFile[];
  /** Plain texts for lists, by file. */
  readonly summaries: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** How many pages were made. */
  readonly pages: number;
}

/**
 * Renders every article once, writes its page, and each feed as soon as its articles are there. An article's text is let go
 * when nothing needs it any more. `keep` is told the content of each feed document.
 */
export async function printArticles(
  press: Press,
  selection: Selection,
  progress: (done: number, total: number) => void,
  keep: (path: string, content: Uint8Array) => void,
): Promise<Printed> {
  const { config, output, crew, printSite } = press;
  const feeds = openFeeds(press, keep);
  const summaries = new Map<string, string>();
  const problems: Problem[] = [];
  let pages = 0;
  const orders = planOrders(press, selection, feeds);
  const take = ({ reading }: Order, print: Print): void => {
    const { article } = reading;
    const { file, page: path } = article;
    problems.push(...print.problems);
    if (print.summary === undefined) return;
    summaries.set(file, print.summary);
    if (reading.state === 'article') {
      const shown = { article: reading.article, summary: print.summary };
      feeds.take({ shown: { rss: shown, atom: shown, json: shown }, ...print });
    }
    if (!config.pages) return;
    for (const { path: to, source } of print.assets) output?.copy(to, source, rank.asset);
    if (print.page && path !== undefined) output?.adopt(path, print.page, rank.page, file);
    if (path !== undefined) pages++;
  };
  await crew.run({
    name: 'print',
    worth,
    setup: printSite,
    jobs: orders,
    here: createPrinter(printSite),
    done(print, index) {
      progress(index, orders.length);
      const order = orders[index];
      if (order) take(order, print);
    },
  });
  const { files, problems: found } = feeds.finish();
  return { feeds: files, summaries, problems: [...problems, ...found], pages };
}

/** A thread that starts costs as much as printing so many articles. */
const worth = 100;

/** What is wanted of which article, newest first. */
function planOrders(
  { config, lists, everything }: Press,
  { articles, pages }: Selection,
  feeds: FeedPress,
): Order[] {
  const listed = new Set([
    ...lists.index.map(({ article }) => article),
    ...lists.topics.flatMap((one) => one.articles),
  ]);
  const orders = articles.map((reading, index): Order => {
    const { article } = reading;
    const styles = feeds.wants(article.file);
    const neighbours = { newer: neighbour(articles[index - 1]), older: neighbour(articles[index + 1]) };
    return {
      reading,
      styles,
      ...(config.pages && { page: neighbours }),
      isListed: !config.pages && !everything && styles.length === 0 && listed.has(article),
    };
  });
  return [
    ...orders.filter(({ isListed, page, styles }) => isListed || page || styles.length > 0 || everything),
    ...pages.flatMap((reading): Order[] =>
      config.pages || everything
        ? [{ reading, styles: [], ...(config.pages && { page: {} }), isListed: false }]
        : [],
    ),
  ];
}

function neighbour(one: Dated | undefined): Pick<Article, 'title' | 'url' | 'language'> | undefined {
  return one && { title: one.article.title, url: one.article.url, language: one.article.language };
}

/** A press for all feeds; the style sheet of those that are opened in a browser is written first. */
function openFeeds(
  { config, pages, output, plans }: Press,
  keep: (path: string, content: Uint8Array) => void,
): FeedPress {
  const view = config.browserView ? pages.view : undefined;
  const { path: style, text: css } = pages.viewStyle;
  const isViewed = plans.some(({ documents }) => documents.rss ?? documents.atom);
  if (view && isViewed) output?.write(style, css, rank.page);
  return createFeedPress(plans, {
    view,
    write(path, content, { kind }) {
      output?.write(path, content, kind === 'archive' ? rank.archive : rank.feed);
      keep(path, content);
    },
  });
}

/** Writes the index, the pages of the years and those of topics. */
export function printLists({ config, pages, output, lists }: Press, summaries: Printed['summaries']): void {
  const listed = (some: readonly Article[]) =>
    some.map((article) => ({ article, summary: summaries.get(article.file) ?? '', linked: article.url }));
  const articlesOf = (some: readonly Dated[]) => listed(some.map(({ article }) => article));
  for (const { path, year, url, articles } of lists.years) {
    // Of thousands of articles people look for titles; what their authors say of them is there.
    const some = articles.map(({ article }) => ({
      article,
      summary: article.summary ?? '',
      linked: article.url,
    }));
    output?.write(path, pages.year(year, url, some, lists.years), rank.index);
  }
  for (const { path, link, articles } of lists.topics) {
    output?.write(path, pages.topic(link, listed(articles)), rank.index);
  }
  const { index } = config.files;
  if (index !== false) output?.write(index, pages.index(articlesOf(lists.index), lists.years), rank.index);
}
