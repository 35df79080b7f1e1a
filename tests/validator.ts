import { validateAtom } from './validators/atom.ts';
import { validateJson } from './validators/json.ts';
import { validateRss } from './validators/rss.ts';
import type { FormatName } from '../src/config/format-name.ts';

/**
 * What is wrong with a feed, by the rules of the W3C feed validator and, for JSON, of JSON Feed 1.1. Each message
 * begins with the name of the rule; both errors and warnings are told. `self` is the URL the document is served from.
 * Liberties against the W3C's: an end tag in a plain text is no fault where it is written in character references or
 * CDATA, and dates in the future are none. In RSS the podcast namespace is known, where the W3C's warns of it
 * (`UnsupportedNamespace`) and looks no further; `itunes:complete` and the category `Religion` are Apple's, though the
 * W3C's does not know them yet.
 */
export function validate(format: FormatName, document: string, self: string): string[] {
  return { rss: validateRss, atom: validateAtom, json: validateJson }[format](document, self);
}
