import type { Article, Person } from '../../content/article/model.ts';
import { clean, distinctBy, line, spellingKey } from '../../base/text.ts';
import type { Entry, ItemStyle } from './format.ts';
import { originalUrl } from '../../content/article/origin.ts';

/** Returns the categories, then the tags: one line each, without duplicates in any spelling. Every format has the same. */
export function topics({ categories, tags }: Article): string[] {
  const written = [...categories, ...tags].map(line).filter((topic) => topic !== '');
  return distinctBy(written, spellingKey);
}

/** Returns those of `persons` whose name is not empty. */
export function named(persons: readonly Person[]): readonly Person[] {
  return persons.filter((person) => line(person.name) !== '');
}

/** Returns the absolute URL of the original of a republished article, else of the publication it comes from. */
export function original(article: Article): string | undefined {
  return originalUrl(article) ?? article.source?.url;
}

/**
 * Returns a publication's name as the `title` of a link, or `undefined` if it contains something that looks like HTML: no notation in an
 * attribute convinces the W3C validator that it is not HTML (`ContainsHTML`).
 */
export function linkTitle(name: string | undefined): string | undefined {
  const title = line(name ?? '');
  return /<\/\w+>|&(?:#\w+|[a-z]\w*);/i.test(title) ? undefined : some(title);
}

/** Returns the HTML of an entry, if any; it is the same in every format. Line ends are LF, as XML has them (XML 1.0 §2.11). */
export function content({ html }: Entry, { body }: ItemStyle): string | undefined {
  if (body === 'summary') return undefined;
  // The validator takes a literal U+FFFD for broken encoding (`BadCharacters`), but accepts it as a reference.
  const cleaned = clean(html).replaceAll('\uFFFD', '&#xFFFD;');
  return some(cleaned.includes('\r') ? cleaned.replaceAll(/\r\n?/g, '\n') : cleaned);
}

/** Returns the Markdown of an entry, if the feed has it. */
export function markdown(entry: Entry, style: ItemStyle): string | undefined {
  if (style.body === 'summary' || style.markdown !== true) return undefined;
  return some(entry.markdown ?? '');
}

/** Returns the summary on one line, if any. */
export function summary(entry: Entry): string | undefined {
  return some(line(entry.summary));
}

/** Returns `text`, or `undefined` if it is empty or absent. */
export function some(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
