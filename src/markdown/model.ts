/** Where a reference in the text leads. */
export interface Target {
  /** Absolute URL. */
  readonly url: string;
  /** What a page writes: relative where it leads to a place on this site. */
  readonly page: string;
}

/**
 * Finds where `href` leads; nothing where it is unusable. `href` is what the author wrote, character references
 * decoded and percent-encoding left alone: `my photo.jpg`, `a%20b.png`, `日本.png`, `#part`, `mailto:…`. Only allowed
 * schemes get here, and no `data:`. `link`: `href`, `cite` and embeds; `image`: `img` and `poster`; `media`: the rest.
 */
export type Resolve = (href: string, kind: 'link' | 'image' | 'media') => Target | undefined;

/** An article's text as HTML, safe to show anywhere. */
export interface Rendered {
  /** For feeds: every URL absolute, no classes but the language of code. */
  readonly feed: string;
  /** For the article's page: URLs as `Target.page`, code coloured, headings with anchors. `''` where not wanted. */
  readonly page: string;
}
