import { gzipSync } from 'node:zlib';
import type { Entry, FormatWriter, ItemStyle } from './formats/format.ts';
import type { View } from './formats/view.ts';
import { formats } from './formats.ts';
import type { OpenedFeed } from './pages/feed-view.ts';
import type { FeedLink } from './pages/site.ts';
import { problem, type Problem } from './problem.ts';
import { newest } from './select/feeds.ts';
import type { FeedKind, FeedPlan, FormatName } from './select.ts';

/** A feed document that was made. */
export interface FeedFile {
  readonly kind: FeedKind;
  /** What its format is called: `RSS`. */
  readonly name: string;
  /** Path below the output folder. */
  readonly path: string;
  readonly items: number;
  /** As it stands on the disk, and as hosts send it that compress it least. */
  readonly bytes: number;
  readonly gzip: number;
}

/** Makes feed documents from articles that come one by one, each kept no longer than a feed still waits for it. */
export interface FeedPress {
  /** Whether a feed holds the article of `file`. */
  wants(file: string): boolean;
  /** Takes a rendered article, as it is to stand in each format, and writes every feed that is complete with it. */
  take(entries: Entries): void;
  /** Writes what is left: feeds without articles, and those some article of which could not be rendered. */
  finish(): { readonly files: readonly FeedFile[]; readonly problems: readonly Problem[] };
}

/** An article as it stands in each format; absent where the site has no feeds in it. */
export type Entries = Readonly<Partial<Record<FormatName, Entry>>>;

/** What a feed press is told. */
export interface FeedPressOptions {
  /** What browsers show of a feed; absent where they are shown nothing. */
  readonly view: ((feed: OpenedFeed) => View) | undefined;
  /** Called once for each document. */
  readonly write: (path: string, text: string, plan: FeedPlan) => void;
}

/** An article some feed waits for: what lists show of it, and its item in each style and format. */
interface Held {
  readonly entries: Readonly<Partial<Record<FormatName, Pick<Entry, 'article' | 'summary'>>>>;
  readonly items: ReadonlyMap<string, Readonly<Partial<Record<FormatName, string>>>>;
}

/** A press for `plans`: each article is written once for each format and style of item, however many feeds hold it. */
export function createFeedPress(plans: readonly FeedPlan[], options: FeedPressOptions): FeedPress {
  const writers = new Map(formats.map((format) => [format.name, format.writer()]));
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
  const held = new Map<string, Held>();
  const made = new Map<FeedPlan, readonly FeedFile[]>();
  const problems: Problem[] = [];

  function print(plan: FeedPlan): void {
    const entries = plan.articles.flatMap(({ file }) => held.get(file) ?? []);
    const printed = printFeed(plan, entries, writers, options);
    made.set(plan, printed.files);
    problems.push(...printed.problems);
    for (const { file } of plan.articles) {
      const left = (uses.get(file) ?? 0) - 1;
      uses.set(file, left);
      if (left <= 0) held.delete(file);
    }
  }

  return {
    wants: (file) => waiting.has(file),
    take(entries) {
      const [some] = Object.values(entries);
      if (!some) return;
      const { file } = some.article;
      const wanted = waiting.get(file) ?? [];
      uses.set(file, wanted.length);
      held.set(file, { entries: listed(entries), items: writeItems(entries, wanted, writers) });
      for (const plan of wanted) {
        const left = (missing.get(plan) ?? 0) - 1;
        missing.set(plan, left);
        if (left === 0) print(plan);
      }
    },
    finish() {
      for (const plan of plans) if (!made.has(plan)) print(plan);
      return { files: plans.flatMap((plan) => made.get(plan) ?? []), problems };
    },
  };
}

/** As nginx compresses unless it is told otherwise: other hosts send less, and a build of a thousand feeds has no time for more. */
const lightest = { level: 1 } as const;

type Writers = ReadonlyMap<FormatName, FormatWriter>;

/** What feeds of one style have in common: their items. */
function styleKey({ body, final, markdown, podcast }: ItemStyle): string {
  return `${body} ${final === true} ${markdown === true} ${podcast !== undefined}`;
}

/** What lists show of an article, without its text. */
function listed(entries: Entries): Held['entries'] {
  const kept: Partial<Record<FormatName, Pick<Entry, 'article' | 'summary'>>> = {};
  for (const { name } of formats) {
    const entry = entries[name];
    if (entry) kept[name] = { article: entry.article, summary: entry.summary };
  }
  return kept;
}

function writeItems(entries: Entries, plans: readonly FeedPlan[], writers: Writers): Held['items'] {
  const items = new Map<string, Partial<Record<FormatName, string>>>();
  for (const plan of plans) {
    const key = styleKey(plan);
    const written = items.get(key) ?? {};
    items.set(key, written);
    for (const [name, writer] of writers) {
      const entry = entries[name];
      if (entry && plan.documents[name]) written[name] ??= writer.item(entry, plan);
    }
  }
  return items;
}

/** The documents of a feed, all with the same items: as many as `maxBytes` lets into every one of them, but one at least. */
function printFeed(
  plan: FeedPlan,
  entries: readonly Held[],
  writers: Writers,
  { view, write }: FeedPressOptions,
): { readonly files: readonly FeedFile[]; readonly problems: readonly Problem[] } {
  const used = formats.filter(({ name }) => plan.documents[name]);
  const itemsOf = (name: FormatName) => entries.map(({ items }) => items.get(styleKey(plan))?.[name] ?? '');
  const documents = used.map((format) => ({
    format,
    writer: writers.get(format.name),
    items: itemsOf(format.name),
  }));
  const compose = (count: number) => {
    const articles = plan.articles.slice(0, count);
    const part: FeedPlan =
      count === plan.articles.length
        ? plan
        : { ...plan, articles, updated: newest(articles), complete: false };
    return documents.map(({ format, writer, items }) => {
      const shown = format.viewable ? view?.(opened(part, format.name, entries.slice(0, count))) : undefined;
      const body = items.slice(0, count).join(writer?.separator ?? '');
      return `${writer?.head(part, shown) ?? ''}${body}${writer?.tail(part) ?? ''}`;
    });
  };
  const { maxBytes = Infinity } = plan;
  let count = entries.length;
  let texts = compose(count);
  if (largest(texts) > maxBytes) {
    // Heads grow with the list browsers show, so the items alone do not tell: by halves, each try a whole document.
    let [fits, tooMany] = [1, count];
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2);
      if (largest(compose(middle)) > maxBytes) tooMany = middle;
      else fits = middle;
    }
    count = fits;
    texts = compose(count);
  }
  const files = documents.flatMap(({ format }, index): FeedFile[] => {
    const { path = '' } = plan.documents[format.name] ?? {};
    const text = texts[index] ?? '';
    write(path, text, plan);
    const bytes = Buffer.from(text);
    return [
      {
        kind: plan.kind,
        name: format.label,
        path,
        items: count,
        bytes: bytes.length,
        gzip: gzipSync(bytes, lightest).length,
      },
    ];
  });
  return { files, problems: sizeProblems(plan, files, entries.length) };
}

function largest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => Buffer.byteLength(text)));
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
function opened(plan: FeedPlan, name: FormatName, entries: readonly Held[]): OpenedFeed {
  const links = feedLinks(plan);
  return {
    ...plan,
    links: [...links.filter((one) => one.name === name), ...links.filter((one) => one.name !== name)],
    articles: entries.flatMap(({ entries: { [name]: entry } }) =>
      entry ? [{ ...entry, linked: entry.article.url }] : [],
    ),
  };
}

/** The documents of a feed, as pages offer them. */
export function feedLinks(plan: FeedPlan): (FeedLink & { readonly name: FormatName })[] {
  return formats.flatMap(({ name, label, mediaType }) => {
    const document = plan.documents[name];
    return document ? [{ name, label, title: plan.title, url: document.url, mediaType }] : [];
  });
}
