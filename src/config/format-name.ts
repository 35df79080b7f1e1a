/** The name of a feed format, a row of the formats table. */
export type FormatName = 'rss' | 'atom' | 'json';
