import type { FeedKind, FeedPlan } from './select.ts';
import { formats } from './formats.ts';
import type { FormatName } from '../config/format-name.ts';

/** A feed document that was made. */
export interface FeedFile {
  readonly kind: FeedKind;
  /** What its format is called: `RSS`. */
  readonly name: string;
  /** Path below the output folder. */
  readonly path: string;
  readonly items: number;
  /** As it stands on the disk. */
  readonly bytes: number;
  /** As hosts send it that compress it least; where there are many feeds, of the site's own alone. */
  readonly gzip?: number;
}

/** The documents of a feed, as pages offer them. */
export function feedLinks(plan: FeedPlan): (FeedLink & { readonly name: FormatName })[] {
  return formats.flatMap(({ name, label, mediaType }) => {
    const document = plan.documents[name];
    return document ? [{ name, label, title: plan.title, url: document.url, mediaType }] : [];
  });
}

/** A feed that pages offer. */
export interface FeedLink {
  /** What the format is called: `RSS`. */
  readonly label: string;
  /** Plain text: the feed's title. */
  readonly title: string;
  /** Absolute URL. */
  readonly url: string;
  /** MIME type without parameters. */
  readonly mediaType: string;
}
