import { languageTag } from '../../base/language.ts';
import { absoluteUrl, isWebUrl } from '../../base/url.ts';
import { line } from '../../base/text.ts';
import type { Field } from './fields.ts';
import type { ArticleReporter } from './problems.ts';

/** Reads the id: an absolute IRI (RFC 4287 §4.2.6). It is never normalized: subscribers know it byte for byte. */
export function readId(
  fields: readonly Field[],
  site: { readonly iri: boolean },
  report: ArticleReporter,
): string | undefined {
  const [first] = fields;
  // Exports of content managers have a number as `id` beside the `guid` that readers know.
  const field = fields.find(({ value }) => typeof value === 'string' && isIri(line(value))) ?? first;
  const id = report.text(field, 'text', 'tag:example.com,2026:1');
  if (field && id !== undefined && site.iri && !isIri(id)) report.tell('id-not-iri', field, { value: id });
  return id;
}

/** Whether `text` is an absolute IRI. */
export function isIri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s"<>\\^`{|}]+$/i.test(text) && (!/^https?:/i.test(text) || isWebUrl(text));
}

/** Returns the language in a field as a canonical BCP 47 tag. */
export function readLanguage(field: Field | undefined, report: ArticleReporter): string | undefined {
  const text = report.text(field, 'a language tag', 'en');
  if (!field || text === undefined) return undefined;
  const tag = languageTag(text);
  if (tag === undefined) report.tell('language-unknown', field, { value: text });
  return tag;
}

/** Returns the absolute URL of the original if the article is a copy. */
export function readCanonical(
  field: Field | undefined,
  site: { readonly url: string },
  report: ArticleReporter,
): string | undefined {
  const text = report.text(field, 'a web address', 'https://example.com/original');
  if (!field || text === undefined) return undefined;
  const url = absoluteUrl(text, site.url);
  if (url !== undefined && isWebUrl(url) && (isWebUrl(text) || text.startsWith('/'))) return url;
  const example = `\`${field.key}: https://example.com/original\``;
  report.tell('bad-url', field, { value: text, detail: '', example });
  return undefined;
}
