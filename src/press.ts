import type { Config } from './config.ts';
import { writeFeeds, type FeedFile } from './feeds.ts';
import type { Entry } from './formats/format.ts';
import { hookItem } from './hooks.ts';
import type { createLinks } from './links.ts';
import { mill, summarise, type Translate } from './mill.ts';
import type { Output } from './output.ts';
import type { Pages } from './pages.ts';
import type { Problem } from './problem.ts';
import type { Renderer } from './render.ts';
import type { Dated, FeedPlan, FormatName, Undated } from './select.ts';
import type { Lists } from './site.ts';

/** The order of publication: nobody is ever led to a page or picture that is not there yet. */
export const rank = { asset: 0, page: 1, feed: 2, index: 3 } as const;

/** What printing needs. */
export interface Press {
  readonly config: Config;
  readonly translate: Translate;
  readonly renderer: Renderer;
  readonly links: ReturnType<typeof createLinks>;
  readonly pages: Pages;
  /** Absent where errors were found before: then only problems are looked for. */
  readonly output: Output | undefined;
  readonly plans: readonly FeedPlan[];
  /** Whether articles are rendered too that stand in no feed and on no page. */
  readonly everything: boolean;
}

/** What printing the articles left over for feeds and lists, by file. */
export interface Printed {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Plain texts. */
  readonly summaries: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** How many pages were made. */
  readonly pages: number;
}

/** Renders every article once, writes its page and keeps what feeds need of it; its text is then let go. */
export function printArticles(
  press: Press,
  articles: readonly Dated[],
  undated: readonly Undated[],
  progress: (done: number, total: number) => void,
): Printed {
  const { config, translate, renderer, links, everything } = press;
  const inFeeds = new Set(press.plans.flatMap((plan) => plan.articles.map(({ file }) => file)));
  const entries = new Map<string, Entry>();
  const summaries = new Map<string, string>();
  const problems: Problem[] = [];
  let pages = 0;
  for (const [index, reading] of [...articles, ...undated].entries()) {
    progress(index, articles.length + undated.length);
    const { file } = reading.article;
    if (!config.pages && !inFeeds.has(file) && !everything) {
      if (config.files.index !== false && reading.state === 'article') {
        const summary = summarise(reading, translate, renderer);
        if (typeof summary === 'string') summaries.set(file, summary);
        else problems.push(summary);
      }
      continue;
    }
    const milled = mill(reading, translate, renderer, links(reading), config.markdown && inFeeds.has(file));
    if ('code' in milled) {
      problems.push(milled);
      continue;
    }
    problems.push(...milled.problems);
    summaries.set(file, milled.summary);
    if (reading.state === 'article' && inFeeds.has(file)) {
      const { feed, summary, markdown } = milled;
      const source = markdown === undefined ? {} : { markdown };
      entries.set(file, { article: reading.article, html: feed, summary, ...source });
    }
    if (!config.pages) continue;
    for (const { path, source } of milled.assets) press.output?.copy(path, source, rank.asset);
    if (reading.article.page === undefined) continue;
    const [newer, older] = [articles[index - 1]?.article, articles[index + 1]?.article];
    const neighbours = reading.state === 'article' ? { newer, older } : {};
    const page = press.pages.article(reading.article, milled.page, milled.summary, neighbours);
    press.output?.write(reading.article.page, page, rank.page, file);
    pages++;
  }
  return { entries, summaries, problems, pages };
}

/** Writes the feeds, and the style sheet of those that are opened in a browser. */
export async function printFeeds(
  press: Press,
  entries: Printed['entries'],
): Promise<{ feeds: readonly FeedFile[]; problems: readonly Problem[] }> {
  const { config, pages, output, plans } = press;
  const view = config.browserView ? pages.view : undefined;
  const hooked = await hookEntries(press, entries);
  const feeds = writeFeeds(plans, (file, format) => hooked.entries[format].get(file), view);
  const { path, text } = pages.viewStyle;
  const isViewed = plans.some(({ documents }) => documents.rss ?? documents.atom);
  if (view && isViewed) output?.write(path, text, rank.page);
  for (const feed of feeds) output?.write(feed.path, feed.text, rank.feed);
  return { feeds, problems: hooked.problems };
}

/** What the hook `item` makes of the entries, for each format that is written. */
async function hookEntries(
  { config: { hooks }, plans, renderer }: Press,
  entries: Printed['entries'],
): Promise<{ entries: Readonly<Record<FormatName, Printed['entries']>>; problems: readonly Problem[] }> {
  if (!hooks.item) return { entries: { rss: entries, atom: entries, json: entries }, problems: [] };
  const problems: Problem[] = [];
  const hooked = {
    rss: new Map<string, Entry>(),
    atom: new Map<string, Entry>(),
    json: new Map<string, Entry>(),
  };
  for (const format of ['rss', 'atom', 'json'] as const) {
    if (plans.every(({ documents }) => !documents[format])) continue;
    for (const [file, entry] of entries) {
      const made = await hookItem(hooks, entry, format, renderer);
      if ('code' in made) problems.push(made);
      else hooked[format].set(file, made);
    }
  }
  return { entries: hooked, problems };
}

/** Writes the index and the pages of the years. */
export function printLists(
  { config, pages, output }: Press,
  lists: Lists,
  summaries: Printed['summaries'],
): void {
  const listed = (some: readonly Dated[]) =>
    some.map(({ article }) => ({ article, summary: summaries.get(article.file) ?? '', linked: article.url }));
  for (const { path, year, url, articles } of lists.years) {
    output?.write(path, pages.year(year, url, listed(articles), lists.years), rank.index);
  }
  const { index } = config.files;
  if (index !== false) output?.write(index, pages.index(listed(lists.index), lists.years), rank.index);
}
