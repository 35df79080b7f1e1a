import type { Article } from '../../content/article/model.ts';
import type { FeedPlan } from '../select.ts';
import type { BrowserView } from './browser-view.ts';
import type { FormatName } from '../../config/format-name.ts';

/** An article as it stands in a feed. */
export interface Entry {
  readonly article: Article;
  /** What a reader shows: sanitised HTML with absolute URLs; empty where there is none. */
  readonly html: string;
  /** Plain text; may be empty. */
  readonly summary: string;
  /** The text in Markdown, every address absolute, nothing in it that could run. */
  readonly markdown?: string;
  /** JSON Feed's custom objects: what JSON can hold, by names that begin with `_`. */
  readonly custom?: Readonly<Record<string, unknown>>;
}

/** What of a feed shows in its items; of a podcast only that the feed is one. */
export type ItemStyle = Pick<FeedPlan, 'body' | 'final' | 'markdown' | 'podcast'>;

/** A row of the formats table. */
export interface Format {
  readonly name: FormatName;
  /** Its name as people know it. */
  readonly label: string;
  /** For `rel="alternate"` and servers, without charset. */
  readonly mediaType: string;
  /** Whether its documents can say what browsers show of them. */
  readonly viewable: boolean;
  /** A writer with a memory of its own: use one for a whole build. */
  readonly writer: () => FormatWriter;
}

/** Writes feeds in one format: a document is `head`, the items with `separator` between them, `tail`. */
export interface FormatWriter {
  /** The document up to its first item, with what browsers show of it where the format has a place for that. */
  readonly head: (plan: FeedPlan, view?: BrowserView) => string;
  /** One item. It depends on nothing else of the feed, so it serves every feed of that style. */
  readonly item: (entry: Entry, style: ItemStyle) => string;
  readonly separator: string;
  /** The document after its last item. */
  readonly tail: (plan: FeedPlan) => string;
}
