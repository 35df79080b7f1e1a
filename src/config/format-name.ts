/** The name of a feed format: RSS 2.0, Atom 1.0 or JSON Feed 1.1. */
export type FormatName = 'rss' | 'atom' | 'json';
