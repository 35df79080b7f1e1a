import type { FeedKind, FeedPlan } from './select.ts';
import { formats } from './formats.ts';
import type { FormatName } from '../config/format-name.ts';

/** A feed document that the build wrote. */
export interface FeedFile {
  readonly kind: FeedKind;
  /** The name of its format: `RSS`. */
  readonly name: string;
  /** Path below the output folder. */
  readonly path: string;
  readonly items: number;
  /** Size on disk. */
  readonly bytes: number;
  /** Compressed size, as sent by the hosts that compress least. With many feeds, only those of the site's own feed have it. */
  readonly gzip?: number;
}

/** Returns the documents of a feed, as pages link to them. */
export function feedLinks(plan: FeedPlan): (FeedLink & { readonly name: FormatName })[] {
  return formats.flatMap(({ name, label, mediaType }) => {
    const document = plan.documents[name];
    return document ? [{ name, label, title: plan.title, url: document.url, mediaType }] : [];
  });
}

/** A feed that pages link to. */
export interface FeedLink {
  /** The name of the format: `RSS`. */
  readonly label: string;
  /** Plain text: the feed's title. */
  readonly title: string;
  /** Absolute URL. */
  readonly url: string;
  /** MIME type without parameters. */
  readonly mediaType: string;
}
