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

/** What lists show of an article in one format. */
export type ListedEntry = Pick<Entry, 'article' | 'summary'>;

/** An article for the feeds that hold it. */
export interface FeedArticle {
  /** Path of the Markdown file below the site's root. */
  readonly file: string;
  /** Absent in a format where a hook failed, or that the site has no feeds in. */
  readonly shown: Readonly<Partial<Record<FormatName, ListedEntry>>>;
  readonly items: Items;
}

/** The items of an article in UTF-8, by the key of their style and by format. */
export type Items = ReadonlyMap<string, Readonly<Partial<Record<FormatName, Uint8Array>>>>;

/** Makes feed documents from articles that come one by one, each kept no longer than a feed still waits for it. */
export interface FeedWriter {
  /** The keys of the styles the article of `file` is wanted in; none where no feed waits for it. */
  wants(file: string): readonly string[];
  /** Takes an article, and writes every feed that is complete with it. */
  add(article: FeedArticle): void;
  /** Writes what is left: feeds without articles, and those some article of which could not be rendered. Gives all that were made. */
  flush(): ReadonlyMap<FeedPlan, WrittenFeed>;
}

/** A feed that was written. */
export interface WrittenFeed {
  /** A document in each format. */
  readonly files: readonly FeedFile[];
  readonly problems: readonly Problem[];
}

/** What a feed press is told. */
export interface FeedWriterOptions {
  /** Whether to find out how large the documents of a feed are when they are sent. */
  readonly isCompressed: (plan: FeedPlan) => boolean;
  /** What browsers show of a feed; absent where they are shown nothing. */
  readonly view: ((feed: OpenedFeed) => BrowserView) | undefined;
  /** Called once for each document. */
  readonly write: (path: string, content: Uint8Array, plan: FeedPlan) => void;
}

/** A press for `plans`: each article is written once for each format and style of item, however many feeds hold it. */
export function createFeedWriter(plans: readonly FeedPlan[], options: FeedWriterOptions): FeedWriter {
  const writers = createFormatWriters();
  const waiting = new Map<string, FeedPlan[]>();
  for (const plan of plans)
    for (const { file } of plan.articles) {
      const list = waiting.get(file);
      if (list) list.push(plan);
      else waiting.set(file, [plan]);
    }
  /** How many articles each plan still waits for, and how many plans each article that is held. */
  const missing = new Map(plans.map((plan) => [plan, plan.articles.length]));
  const uses = new Map<string, number>();
  const held = new Map<string, FeedArticle>();
  const made = new Map<FeedPlan, WrittenFeed>();

  function print(plan: FeedPlan): void {
    const entries = plan.articles.flatMap(({ file }) => held.get(file) ?? []);
    made.set(plan, printFeed(plan, entries, writers, options));
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
        if (left === 0) print(plan);
      }
    },
    flush() {
      for (const plan of plans) if (!made.has(plan)) print(plan);
      return made;
    },
  };
}

/** As nginx compresses unless it is told otherwise: other hosts send less. */
const lightest = { level: 1 } as const;

/** A writer of each format, each with a memory of its own. */
export type FormatWriters = ReadonlyMap<FormatName, FormatWriter>;

/** Writers of every format: make them once for all items of a build. */
export function createFormatWriters(): FormatWriters {
  return new Map(formats.map((format) => [format.name, format.writer()]));
}

/** What feeds of one style have in common: their items. */
export function styleKey({ body, final, markdown, podcast }: ItemStyle): string {
  return [body, final && 'final', markdown && 'markdown', podcast && 'podcast'].filter(Boolean).join(' ');
}

/** The styles of `plans` by their keys. */
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

// Unlike those of `Buffer.from`, its arrays share no memory, so that one can be given to another thread.
const utf8 = new TextEncoder();

/** The items of an article in each of `styles`, in the formats there is an entry for. */
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

/** The documents of a feed, all with the same items: as many as `maxBytes` lets into every one of them, but one at least. */
function printFeed(
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
    // Heads grow with the list browsers show, so the items alone do not tell: by halves, each try a whole document.
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

/** What a browser shows of the feed `plan` in one format. */
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
