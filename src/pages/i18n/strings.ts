import { articleRows } from './article-strings.ts';
import { pageRows, type PluralForms } from './page-strings.ts';

/** Feedmill's own strings in one language, as plain text with parts in braces. */
export interface Strings {
  readonly skip: string;
  readonly subscribe: string;
  readonly how: string;
  readonly years: string;
  readonly empty: string;
  readonly updated: string;
  readonly origin: string;
  readonly older: string;
  readonly newer: string;
  readonly feed: string;
  readonly correction: string;
  readonly contributors: string;
  readonly terms: string;
  readonly originTitle: string;
  readonly tags: string;
  readonly categories: string;
  readonly authors: string;
  readonly sections: string;
  readonly languages: string;
  readonly feeds: string;
  readonly translations: string;
  readonly files: string;
  readonly transcript: string;
}

const tags = Object.keys(pageRows).filter((tag): tag is PluralForms => tag in pageRows);

/**
 * Returns the strings for a page in `language` (BCP 47), and their language: the page's own if the table has it in the same script, else
 * English.
 */
export function stringsFor(language: string): { readonly language: string; readonly words: Strings } {
  const { language: base, script } = new Intl.Locale(language).maximize();
  // Nynorsk readers read Bokmål, which `no` means.
  const norwegian = base === 'no' || base === 'nn';
  const candidates = norwegian ? ['nb'] : [`${base}-${script}`, base];
  const tag = candidates
    .map((one) => tags.find((known) => known === one))
    .find((one) => one !== undefined && new Intl.Locale(one).maximize().script === script);
  return tag === undefined
    ? { language: 'en', words: named('en') }
    : { language: base === 'no' ? 'no' : tag, words: named(tag) };
}

function named(tag: PluralForms): Strings {
  const [skip, subscribe, older, newer, how, years, empty, updated, origin, feed] = pageRows[tag];
  const [correction, contributors, terms, originTitle, ...rest] = articleRows[tag];
  const [tagged, categories, authors, sections, languages, feeds, translations, files, transcript] = rest;
  return {
    skip,
    subscribe,
    how,
    years,
    empty,
    updated,
    origin,
    older,
    newer,
    feed,
    correction,
    contributors,
    terms,
    originTitle,
    tags: tagged,
    categories,
    authors,
    sections,
    languages,
    feeds,
    translations,
    files,
    transcript,
  };
}
