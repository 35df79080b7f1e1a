import { gzipSync } from 'node:zlib';
import type { Entry, FormatWriter, ItemStyle } from '../feeds/formats/format.ts';
import type { BrowserView } from '../feeds/formats/browser-view.ts';
import { formats } from '../feeds/formats.ts';
import type { OpenedFeed } from '../pages/feed-view.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { feedUpdated } from '../feeds/plan-feeds/feed.ts';
import type { FeedPlan } from '../feeds/select.ts';
import { type FeedFile, feedLinks } from '../feeds/feed-links.ts';
import type { FormatName } from '../config/format-name.ts';

/** The data of an article that lists show in one format. */
export type ListedEntry = Pick<Entry, 'article' | 'summary'>;

/** An article for the feeds that hold it. */
export interface FeedArticle {
  /** Path of the Markdown file below the site's root. */
  readonly file: string;
  /** Absent in a format whose hook failed, or in which the site has no feeds. */
  readonly shown: Readonly<Partial<Record<FormatName, ListedEntry>>>;
  readonly items: Items;
}

/** The items of an article in UTF-8, by the key of their style and by format. */
export type Items = ReadonlyMap<string, Readonly<Partial<Record<FormatName, Uint8Array>>>>;

/** Writes feed documents from articles that arrive one by one. It keeps each article only as long as a feed still needs it. */
export interface FeedWriter {
  /** Returns the keys of the styles that feeds need of the article of `file`; empty if no feed needs it. */
  wants(file: string): readonly string[];
  /** Adds an article, and writes every feed that it completes. */
  add(article: FeedArticle): void;
  /** Writes the remaining feeds: those without articles, and those with an article that could not be rendered. Returns all written feeds. */
  flush(): ReadonlyMap<FeedPlan, WrittenFeed>;
}

/** A written feed. */
export interface WrittenFeed {
  /** Its document in each format. */
  readonly files: readonly FeedFile[];
  readonly problems: readonly Problem[];
}

/** The options of a feed writer. */
export interface FeedWriterOptions {
  /** Whether to measure the compressed size of a feed's documents. */
  readonly isCompressed: (plan: FeedPlan) => boolean;
  /** Returns the browser view of a feed; absent if feeds have none. */
  readonly view: ((feed: OpenedFeed) => BrowserView) | undefined;
  /** Called once for each document. */
  readonly write: (path: string, content: Uint8Array, plan: FeedPlan) => void;
}

/** Creates a writer of `plans`: it writes each article once per format and style of item, however many feeds hold it. */
export function createFeedWriter(plans: readonly FeedPlan[], options: FeedWriterOptions): FeedWriter {
  const writers = createFormatWriters();
  const waiting = new Map<string, FeedPlan[]>();
  for (const plan of plans)
    for (const { file } of plan.articles) {
      const list = waiting.get(file);
      if (list) list.push(plan);
      else waiting.set(file, [plan]);
    }
  /** The number of articles each plan still needs, and the number of plans that still need each article. */
  const missing = new Map(plans.map((plan) => [plan, plan.articles.length]));
  const uses = new Map<string, number>();
  const held = new Map<string, FeedArticle>();
  const made = new Map<FeedPlan, WrittenFeed>();

  function complete(plan: FeedPlan): void {
    const entries = plan.articles.flatMap(({ file }) => held.get(file) ?? []);
    made.set(plan, writeFeed(plan, entries, writers, options));
    for (const { file } of plan.articles) {
      const left = (uses.get(file) ?? 0) - 1;
      uses.set(file, left);
      if (left <= 0) held.delete(file);
    }
  }

  return {
    wants: (file) => [...new Set(waiting.get(file)?.map(styleKey))],
    add(article) {
      const wanted = waiting.get(article.file) ?? [];
      if (wanted.length === 0) return;
      uses.set(article.file, wanted.length);
      held.set(article.file, article);
      for (const plan of wanted) {
        const left = (missing.get(plan) ?? 0) - 1;
        missing.set(plan, left);
        if (left === 0) complete(plan);
      }
    },
    flush() {
      for (const plan of plans) if (!made.has(plan)) complete(plan);
      return made;
    },
  };
}

/** The default compression of nginx: other hosts send less. */
const lightest = { level: 1 } as const;

/** A writer of each format, each with its own cache. */
export type FormatWriters = ReadonlyMap<FormatName, FormatWriter>;

/** Creates writers of every format: use them for all items of a build. */
export function createFormatWriters(): FormatWriters {
  return new Map(formats.map((format) => [format.name, format.writer()]));
}

/** Returns the key of a style: feeds with the same key have the same items. */
export function styleKey({ body, final, markdown, podcast }: ItemStyle): string {
  return [body, final && 'final', markdown && 'markdown', podcast && 'podcast'].filter(Boolean).join(' ');
}

/** Returns the styles of `plans` by key. */
export function stylesOf(plans: readonly FeedPlan[]): ReadonlyMap<string, ItemStyle> {
  const styles = plans.map(({ body, final, markdown, podcast }): [string, ItemStyle] => {
    const style = {
      body,
      ...(final && { final }),
      ...(markdown && { markdown }),
      ...(podcast && { podcast }),
    };
    return [styleKey(style), style];
  });
  return new Map(styles);
}

// Unlike `Buffer.from`, it returns arrays that share no memory, so that one can be sent to another thread.
const utf8 = new TextEncoder();

/** Writes the items of an article in each of `styles`, in the formats that have an entry. */
export function writeItems(
  entries: Readonly<Partial<Record<FormatName, Entry>>>,
  styles: readonly ItemStyle[],
  writers: FormatWriters,
): Items {
  return new Map(
    styles.map((style) => {
      const written: Partial<Record<FormatName, Uint8Array>> = {};
      for (const [name, writer] of writers) {
        const entry = entries[name];
        if (entry) written[name] = utf8.encode(writer.item(entry, style));
      }
      return [styleKey(style), written];
    }),
  );
}

/** Writes the documents of a feed, all with the same items: as many as fit in `maxBytes` in each of them, but at least one. */
function writeFeed(
  plan: FeedPlan,
  entries: readonly FeedArticle[],
  writers: FormatWriters,
  { view, write, isCompressed }: FeedWriterOptions,
): WrittenFeed {
  const key = styleKey(plan);
  const documents = formats.flatMap((format) => {
    const document = plan.documents[format.name];
    const writer = writers.get(format.name);
    const items = entries.flatMap(({ items: all }) => all.get(key)?.[format.name] ?? []);
    return document && writer ? [{ format, path: document.path, writer, items }] : [];
  });
  const compose = (count: number): Buffer[] => {
    const articles = plan.articles.slice(0, count);
    const part: FeedPlan =
      count === plan.articles.length
        ? plan
        : { ...plan, articles, updated: feedUpdated(articles), complete: false };
    return documents.map(({ format, writer, items }) => {
      const shown = format.viewable ? view?.(opened(part, format.name, entries.slice(0, count))) : undefined;
      return join(writer.head(part, shown), items.slice(0, count), writer.separator, writer.tail(part));
    });
  };
  const { maxBytes = Infinity } = plan;
  let count = entries.length;
  let composed = compose(count);
  if (largest(composed) > maxBytes) {
    // The size of the head depends on the browser view, so the items alone are not enough: a binary search over whole documents.
    let [fits, tooMany] = [1, count];
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2);
      if (largest(compose(middle)) > maxBytes) tooMany = middle;
      else fits = middle;
    }
    count = fits;
    composed = compose(count);
  }
  const files = documents.flatMap(({ format, path }, index): FeedFile[] => {
    const content = composed[index];
    if (!content) return [];
    write(path, content, plan);
    return [
      {
        kind: plan.kind,
        name: format.label,
        path,
        items: count,
        bytes: content.length,
        ...(isCompressed(plan) && { gzip: gzipSync(content, lightest).length }),
      },
    ];
  });
  return { files, problems: sizeProblems(plan, files, entries.length) };
}

function join(head: string, items: readonly Uint8Array[], separator: string, tail: string): Buffer {
  const between = Buffer.from(separator);
  const parts = items.flatMap((item, index) => (index > 0 ? [between, item] : [item]));
  return Buffer.concat([Buffer.from(head), ...parts, Buffer.from(tail)]);
}

function largest(documents: readonly Buffer[]): number {
  return Math.max(0, ...documents.map(({ length }) => length));
}

function sizeProblems({ maxBytes = Infinity }: FeedPlan, files: readonly FeedFile[], all: number): Problem[] {
  const [first] = files;
  if (!first) return [];
  const heaviest = files.reduce((one, other) => (other.bytes > one.bytes ? other : one), first);
  const { path, bytes, items } = heaviest;
  if (bytes > maxBytes) return [problem('feed-too-large', {}, { path, bytes, maximum: maxBytes })];
  return items < all ? [problem('feed-cut', {}, { path: first.path, items, all, maximum: maxBytes })] : [];
}

/** Returns the browser view's data of the feed `plan` in one format. */
function opened(plan: FeedPlan, name: FormatName, entries: readonly FeedArticle[]): OpenedFeed {
  const links = feedLinks(plan);
  return {
    ...plan,
    links: [...links.filter((one) => one.name === name), ...links.filter((one) => one.name !== name)],
    articles: entries.flatMap(({ shown: { [name]: one } }) =>
      one ? [{ ...one, linked: one.article.url }] : [],
    ),
  };
}
