import type { Article, Person } from '../../content/article/model.ts';
import { clean, line, spellingKey } from '../../base/text.ts';
import type { Entry, ItemStyle } from './format.ts';
import { originalUrl } from '../../content/article/origin.ts';

/** Categories, then tags: one line each, doubles (in any spelling) left out. The same in every format. */
export function topics({ categories, tags }: Article): string[] {
  const seen = new Map<string, string>();
  for (const topic of [...categories, ...tags].map(line)) {
    const key = spellingKey(topic);
    if (topic !== '' && !seen.has(key)) seen.set(key, topic);
  }
  return [...seen.values()];
}

/** The people among `persons` who have a name that can be written. */
export function named(persons: readonly Person[]): readonly Person[] {
  return persons.filter((person) => line(person.name) !== '');
}

/** Absolute URL of the original of a republished article, else of the publication it comes from. */
export function original(article: Article): string | undefined {
  return originalUrl(article) ?? article.source?.url;
}

/**
 * A publication's name as the `title` of a link; nothing where it holds what could be taken for HTML: in attributes
 * there is no notation in which the W3C validator would believe that it is not (`ContainsHTML`).
 */
export function linkTitle(name: string | undefined): string | undefined {
  const title = line(name ?? '');
  return /<\/\w+>|&(?:#\w+|[a-z]\w*);/i.test(title) ? undefined : some(title);
}

/** The HTML of an entry, if any, the same in every format: line ends are LF, as XML makes them (XML 1.0 §2.11). */
export function content({ html }: Entry, { body }: ItemStyle): string | undefined {
  if (body === 'summary') return undefined;
  // Raw, the validator takes U+FFFD for a sign of broken encoding (`BadCharacters`); as a reference it is a letter.
  const cleaned = clean(html).replaceAll('\uFFFD', '&#xFFFD;');
  return some(cleaned.includes('\r') ? cleaned.replaceAll(/\r\n?/g, '\n') : cleaned);
}

/** The Markdown of an entry, if it is wanted: the characters XML allows, without the mark of a lost letter, lines end with LF. */
export function markdown({ markdown: source = '' }: Entry, style: ItemStyle): string | undefined {
  if (style.body === 'summary' || style.markdown !== true) return undefined;
  return some(clean(source).replaceAll('\uFFFD', '').replaceAll(/\r\n?/g, '\n'));
}

/** A summary on one line, if any. */
export function summary(entry: Entry): string | undefined {
  return some(line(entry.summary));
}

/** `text`, or nothing where it is empty. */
export function some(text: string): string | undefined {
  return text === '' ? undefined : text;
}
