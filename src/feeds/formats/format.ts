import type { Article } from '../../content/article/model.ts';
import type { FeedPlan } from '../select.ts';
import type { BrowserView } from './browser-view.ts';
import type { FormatName } from '../../config/format-name.ts';

/** An article as a feed contains it. */
export interface Entry {
  readonly article: Article;
  /** The article: sanitized HTML with absolute URLs; may be empty. */
  readonly html: string;
  /** Plain text; may be empty. */
  readonly summary: string;
  /** The Markdown that is written from `html`. */
  readonly markdown?: string;
  /** JSON Feed's custom objects: JSON values whose names begin with `_`. */
  readonly custom?: Readonly<Record<string, unknown>>;
}

/** The properties of a feed that its items depend on; of a podcast, only whether the feed is one. */
export type ItemStyle = Pick<FeedPlan, 'body' | 'final' | 'markdown' | 'podcast'>;

/** A row of the formats table. */
export interface Format {
  readonly name: FormatName;
  /** Its common name. */
  readonly label: string;
  /** For `rel="alternate"` and servers, without charset. */
  readonly mediaType: string;
  /** Whether its documents can hold a browser view. */
  readonly viewable: boolean;
  /** Creates a writer, which caches its templates: use one for a whole build. */
  readonly writer: () => FormatWriter;
}

/** Writes feeds in one format. A document is `head`, the items with `separator` between them, then `tail`. */
export interface FormatWriter {
  /** Returns the document up to its first item, with the browser view if the format can hold one. */
  readonly head: (plan: FeedPlan, view?: BrowserView) => string;
  /** Returns one item. It depends on nothing else of the feed, so every feed of that style can use it. */
  readonly item: (entry: Entry, style: ItemStyle) => string;
  readonly separator: string;
  /** Returns the document after its last item. */
  readonly tail: (plan: FeedPlan) => string;
}
