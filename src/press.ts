import type { Article } from './article/model.ts';
import type { Config } from './config.ts';
import { credited } from './credits.ts';
import { createFeedPress, type Entries, type FeedFile, type FeedPress } from './feeds.ts';
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
import type { Voices } from './voice.ts';

/** The order of publication: nobody is ever led to a page or picture that is not there yet. */
export const rank = { asset: 0, page: 1, archive: 2, feed: 3, index: 4 } as const;

/** What printing needs. */
export interface Press {
  readonly config: Config;
  readonly translate: Translate;
  readonly renderer: Renderer;
  readonly links: ReturnType<typeof createLinks>;
  readonly pages: Pages;
  readonly voices: Voices;
  /** Absent where errors were found before: then only problems are looked for. */
  readonly output: Output | undefined;
  readonly plans: readonly FeedPlan[];
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
 * when nothing needs it any more. `keep` is told the text of each feed document.
 */
export async function printArticles(
  press: Press,
  articles: readonly Dated[],
  undated: readonly Undated[],
  progress: (done: number, total: number) => void,
  keep: (path: string, text: string) => void,
): Promise<Printed> {
  const { config, translate, renderer, links, everything } = press;
  const feeds = openFeeds(press, keep);
  // What rewrites a text or what it renders to may take something out: then the Markdown would still tell it.
  const wantsMarkdown =
    config.markdown && !config.hooks.marked?.some((one) => one.hooks ?? one.renderer ?? one.walkTokens);
  const summaries = new Map<string, string>();
  const problems: Problem[] = [];
  let pages = 0;
  for (const [index, reading] of [...articles, ...undated].entries()) {
    progress(index, articles.length + undated.length);
    const { file } = reading.article;
    if (!config.pages && !feeds.wants(file) && !everything) {
      if (config.files.index !== false && reading.state === 'article') {
        const summary = summarise(reading, translate, renderer);
        if (typeof summary === 'string') summaries.set(file, summary);
        else problems.push(summary);
      }
      continue;
    }
    const milled = mill(reading, translate, renderer, links(reading), wantsMarkdown && feeds.wants(file));
    if ('code' in milled) {
      problems.push(milled);
      continue;
    }
    problems.push(...milled.problems);
    summaries.set(file, milled.summary);
    if (reading.state === 'article' && feeds.wants(file)) {
      const { article } = reading;
      const { summary, markdown } = milled;
      const html = credited(article, milled.feed, press.voices.of(article.language), config.license);
      const entry = { article, html, summary, ...(markdown !== undefined && { markdown }) };
      const hooked = config.hooks.item ? await hookEntry(press, entry) : inEvery(entry);
      if (Array.isArray(hooked)) problems.push(...hooked);
      else feeds.take(hooked);
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
  const { files, problems: found } = feeds.finish();
  return { feeds: files, summaries, problems: [...problems, ...found], pages };
}

/** A press for all feeds; the style sheet of those that are opened in a browser is written first. */
function openFeeds(
  { config, pages, output, plans }: Press,
  keep: (path: string, text: string) => void,
): FeedPress {
  const view = config.browserView ? pages.view : undefined;
  const { path: style, text: css } = pages.viewStyle;
  const isViewed = plans.some(({ documents }) => documents.rss ?? documents.atom);
  if (view && isViewed) output?.write(style, css, rank.page);
  return createFeedPress(plans, {
    view,
    write(path, text, { kind }) {
      output?.write(path, text, kind === 'archive' ? rank.archive : rank.feed);
      keep(path, text);
    },
  });
}

function inEvery(entry: Entry): Entries {
  return { rss: entry, atom: entry, json: entry };
}

/** What the hook `item` makes of an entry in each format that is written, or what is wrong with that. */
async function hookEntry({ config, renderer }: Press, entry: Entry): Promise<Entries | Problem[]> {
  const made: Partial<Record<FormatName, Entry>> = {};
  const problems: Problem[] = [];
  for (const format of ['rss', 'atom', 'json'] as const) {
    if (config.files[format] === false) continue;
    const one = await hookItem(config.hooks, entry, format, renderer);
    if ('code' in one) problems.push(one);
    else made[format] = one;
  }
  return problems.length > 0 ? problems : made;
}

/** Writes the index, the pages of the years and those of topics. */
export function printLists(
  { config, pages, output }: Press,
  lists: Lists,
  summaries: Printed['summaries'],
): void {
  const listed = (some: readonly Article[]) =>
    some.map((article) => ({ article, summary: summaries.get(article.file) ?? '', linked: article.url }));
  const articlesOf = (some: readonly Dated[]) => listed(some.map(({ article }) => article));
  for (const { path, year, url, articles } of lists.years) {
    output?.write(path, pages.year(year, url, articlesOf(articles), lists.years), rank.index);
  }
  for (const { path, link, articles } of lists.topics) {
    output?.write(path, pages.topic(link, listed(articles)), rank.index);
  }
  const { index } = config.files;
  if (index !== false) output?.write(index, pages.index(articlesOf(lists.index), lists.years), rank.index);
}
