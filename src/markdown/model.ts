/** Where a reference in the text leads. */
export interface Target {
  /** Absolute URL. */
  readonly url: string;
  /** What a page writes: relative where it leads to a place on this site. */
  readonly page: string;
}

/** What a reference is for. It decides which schemes a URL may have. */
export type ReferenceKind = 'link' | 'image' | 'media';

/**
 * Finds where `href` leads; nothing where it is unusable. `href` is what the author wrote, character references
 * decoded and percent-encoding left alone: `my photo.jpg`, `a%20b.png`, `日本.png`, `#part`, `mailto:…`. Only allowed
 * schemes get here, and no `data:`. `link`: `href`, `cite` and embeds; `image`: `img` and `poster`; `media`: the rest.
 */
export type Resolve = (href: string, kind: ReferenceKind) => Target | undefined;

/** The two forms of a piece of HTML. */
export interface FeedAndPage {
  /** For feeds: every URL is absolute, and the only classes are the languages of code. */
  readonly feed: string;
  /** For the article's page: URLs are `Target.page`, code is coloured, headings have anchors. `''` if no page is wanted. */
  readonly page: string;
}

/** An article's text as HTML, safe to show anywhere. */
export type Rendered = FeedAndPage;
