import { Parser } from 'htmlparser2';
import { distinct, resolved } from './text.ts';

const feedType = /^application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)\b/i;

/** Returns the feeds in the head of an HTML page (`link rel="alternate"`), absolute if possible; at most ten. */
export function feedsOfPage(html: string, base: string | undefined): readonly string[] {
  const found: string[] = [];
  let from = base;
  const parser = new Parser({
    onopentag(name, { rel = '', type = '', href = '' }) {
      if (name === 'base') from = resolved(href, base) ?? base;
      if (name === 'body' || found.length >= 10) parser.pause();
      if (name !== 'link' || !/\balternate\b/i.test(rel) || !feedType.test(type.trim())) return;
      const url = resolved(href.trim(), from);
      if (url !== undefined) found.push(url);
    },
  });
  parser.end(html.slice(0, 1_000_000));
  return distinct(found, (url) => url);
}
