/** The target of a reference in the text. */
export interface Target {
  /** Absolute URL. */
  readonly url: string;
  /** The URL for the page. Relative if the target is on this site. */
  readonly page: string;
}

/** The kind of a reference, which determines the allowed URL schemes. */
export type ReferenceKind = 'link' | 'image' | 'media';

/**
 * Returns the target of `href`, or `undefined` if it has none. `href` is the text that the author wrote, with character references
 * decoded and percent-encoding unchanged: `my photo.jpg`, `a%20b.png`, `日本.png`, `#part`, `mailto:…`. Receives only allowed
 * schemes, and never `data:`. The kind is `link` for `href`, `cite` and embeds, `image` for `img` and `poster`, and `media` for the rest.
 */
export type Resolve = (href: string, kind: ReferenceKind) => Target | undefined;

/** The two forms of a piece of HTML. */
export interface FeedAndPage {
  /** For feeds: every URL is absolute, and the only classes are the languages of code. */
  readonly feed: string;
  /** For the article's page: URLs are `Target.page`, code is highlighted, and headings have anchors. `''` if there is no page. */
  readonly page: string;
}

/** The text of an article as sanitized HTML. */
export type Rendered = FeedAndPage;
