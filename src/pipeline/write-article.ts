import { createAssets, type Asset } from '../content/assets.ts';
import { withCredits } from '../pages/credits.ts';
import type { SourceFile } from '../content/discover.ts';
import { createFormatWriters, writeItems, type Items, type ListedEntry } from './feed-writer.ts';
import type { Entry, ItemStyle } from '../feeds/formats/format.ts';
import { hookItem } from './run-hooks.ts';
import { createLinks, linksDigest, type LocalReference } from '../markdown/links.ts';
import { renderArticle, summarise, type Translate } from './render-article.ts';
import { createStagingWriter, type Stage, type Staged } from '../output/staging.ts';
import { createPages } from '../pages/pages.ts';
import type { Neighbours } from '../pages/site.ts';
import type { Problem } from '../problems/problem.ts';
import { createRenderer, type Renderer } from '../markdown/renderer.ts';
import type { Dated, Undated } from '../feeds/select.ts';
import { withTopics, type Addresses, type SiteData } from '../pages/site-data.ts';
import { translateTemplates } from '../markdown/templates.ts';
import { createReferences, type Named } from '../markdown/templates/reference.ts';
import { createI18n } from '../pages/i18n.ts';
import type { Config } from '../config/model.ts';
import type { FormatName } from '../config/format-name.ts';

/** The data that writing an article needs besides the article: plain data except the hooks, so that it can be sent to a thread. */
export interface RenderSite {
  readonly config: Config;
  /** Every file, by path below the root and below its content folder: as one text, which needs the least memory. */
  readonly names: string;
  /** Files that articles may refer to. */
  readonly assets: readonly SourceFile[];
  readonly addresses: Addresses;
  readonly site: SiteData;
  /** Styles by key. */
  readonly styles: ReadonlyMap<string, ItemStyle>;
  /** Where to stage pages. Absent after errors: then the build only looks for problems. */
  readonly stage: Stage | undefined;
}

/** The parts of an article to write. */
export interface RenderJob {
  readonly parsed: Dated | Undated;
  /** Keys of the styles of its items in feeds. */
  readonly styles: readonly string[];
  /** Present if its page is to be written. */
  readonly page?: Neighbours;
  /** Whether to write only its summary. */
  readonly isListed: boolean;
}

/** The result of writing an article. */
export interface RenderResult {
  /** Path of the Markdown file below the site's root. */
  readonly file: string;
  readonly items: Items;
  /** Its data for lists in each format, after hooks. Absent in a format whose hook failed. */
  readonly shown?: Readonly<Partial<Record<FormatName, ListedEntry>>>;
  /** Plain text. Absent if the article could not be rendered. */
  readonly summary?: string;
  readonly page?: Staged;
  /** Local files it refers to. */
  readonly assets: readonly Asset[];
  /** References of its text to URLs of this site, and a digest of their targets. */
  readonly local: readonly LocalReference[];
  readonly found: string;
  /** Whether its text names files in template syntax, whose targets depend on all other files. */
  readonly named: boolean;
  /** Whether the whole article was rendered, not only its summary. */
  readonly isWhole: boolean;
  /** Whether its file is unchanged since its metadata was read. */
  readonly isAsRead: boolean;
  readonly problems: readonly Problem[];
}

/** Writes one article after the other. */
export type ArticleWriter = (job: RenderJob) => Promise<RenderResult>;

/** Creates an article writer for a site. */
export function createArticleWriter(options: RenderSite): ArticleWriter {
  const { config, names, addresses, site, styles, stage } = options;
  const renderer = createRenderer({ pages: config.pages, extensions: config.hooks.marked ?? [] });
  const i18nCache = createI18n(config.timezone);
  const pages = createPages(withTopics(site), i18nCache);
  const assets = createAssets(options.assets, config.url);
  const links = createLinks({ ...config, ...addresses, findAsset: assets.find });
  const references = createReferences(() => readNames(names));
  const writers = createFormatWriters();
  const stager = stage && createStagingWriter(stage);
  const encode = createEncoder();

  return async ({ parsed, styles: keys, page: neighbours, isListed }) => {
    const { file } = parsed.article;
    let named = false;
    const translate: Translate = ({ source, article }, body) =>
      translateTemplates(body, {
        mdx: /\.mdx$/i.test(source.file),
        site: config,
        page: article,
        reference(kind, name) {
          named = true;
          return references(source)(kind, name);
        },
      });
    const nothing = {
      file,
      items: new Map(),
      assets: [],
      local: [],
      found: '',
      isWhole: false,
      isAsRead: false,
    };
    if (isListed && parsed.state === 'article') {
      const cut = summarise(parsed, translate, renderer);
      return 'code' in cut
        ? { ...nothing, named, problems: [cut] }
        : { ...nothing, ...cut, named, problems: [] };
    }
    const wanted = keys.flatMap((key) => styles.get(key) ?? []);
    const found = links(parsed);
    const milled = renderArticle(parsed, translate, renderer, found);
    if ('code' in milled) return { ...nothing, named, problems: [milled] };
    const { summary } = milled;
    let feed: Pick<RenderResult, 'shown' | 'items' | 'problems'> = { items: new Map(), problems: [] };
    if (parsed.state === 'article' && wanted.length > 0) {
      const { article } = parsed;
      const html = withCredits(article, milled.feed, i18nCache.of(article.language), config.license);
      const entries = await hookEntries(config, { article, html, summary }, renderer);
      feed = Array.isArray(entries)
        ? { ...feed, shown: {}, problems: entries }
        : {
            ...(config.hooks.item && { shown: shownOf(entries) }),
            items: writeItems(
              wanted.some(({ markdown }) => markdown) ? await withMarkdown(entries) : entries,
              wanted,
              writers,
            ),
            problems: [],
          };
    }
    const path = parsed.article.page;
    const html =
      neighbours &&
      path !== undefined &&
      encode(pages.article(parsed.article, milled.page, summary, neighbours));
    return {
      file,
      summary,
      ...feed,
      ...(html && stager && path !== undefined && { page: stager(path, html, false) }),
      assets: milled.assets,
      local: found.local,
      found: found.local.length > 0 ? linksDigest(found) : '',
      named,
      isWhole: true,
      isAsRead: milled.isAsRead,
      problems: [...milled.problems, ...feed.problems],
    };
  };
}

/** Reads the `names` of files. */
export function writeNames(files: readonly Named[]): string {
  return files.map(({ file, path }) => `${file}\0${path}`).join('\0');
}

function readNames(names: string): Named[] {
  const parts = names.split('\0');
  return Array.from({ length: parts.length >> 1 }, (_, index) => ({
    file: parts[index * 2] ?? '',
    path: parts[index * 2 + 1] ?? '',
  }));
}

/** Creates an encoder to UTF-8 that reuses one buffer, so that thousands of pages do not need a buffer each. */
function createEncoder(): (text: string) => Uint8Array {
  const utf8 = new TextEncoder();
  let buffer = new Uint8Array(1 << 16);
  return (text) => {
    // No UTF-16 unit takes more than three bytes.
    if (buffer.length < text.length * 3) buffer = new Uint8Array(text.length * 4);
    return buffer.subarray(0, utf8.encodeInto(text, buffer).written);
  };
}

type Entries = Readonly<Partial<Record<FormatName, Entry>>>;

/** Returns the entry changed by the hook `item` in each format of the site, or the problems of the hook. */
async function hookEntries(config: Config, entry: Entry, renderer: Renderer): Promise<Entries | Problem[]> {
  if (!config.hooks.item) return { rss: entry, atom: entry, json: entry };
  const made: Partial<Record<FormatName, Entry>> = {};
  const problems: Problem[] = [];
  for (const format of ['rss', 'atom', 'json'] as const) {
    if (config.files[format] === false) continue;
    const hooked = await hookItem(config.hooks, entry, format, renderer);
    if ('code' in hooked) problems.push(hooked);
    else made[format] = hooked;
  }
  return problems.length > 0 ? problems : made;
}

/** Adds Markdown, written from the HTML, to the entries. Loads the writer only now, because most sites do not need it. */
async function withMarkdown(entries: Entries): Promise<Entries> {
  const { itemMarkdown } = await import('../markdown/from-html/item-markdown.ts');
  const written = new Map<string, string>();
  const add = (entry: Entry): Entry => {
    const markdown = written.get(entry.html) ?? itemMarkdown(entry.html);
    written.set(entry.html, markdown);
    return { ...entry, markdown };
  };
  const { rss, atom, json } = entries;
  return {
    ...(rss && { rss: add(rss) }),
    ...(atom && { atom: add(atom) }),
    ...(json && { json: add(json) }),
  };
}

function shown({ article, summary }: Entry): ListedEntry {
  return { article, summary };
}

function shownOf({ rss, atom, json }: Entries): NonNullable<RenderResult['shown']> {
  return {
    ...(rss && { rss: shown(rss) }),
    ...(atom && { atom: shown(atom) }),
    ...(json && { json: shown(json) }),
  };
}
