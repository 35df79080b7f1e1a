import type { FrontMatter, Value } from '../frontmatter.ts';
import { nearest } from '../nearest.ts';
import { problem, type Problem } from '../problem.ts';

/** What the common generators call the same thing; where several stand in one article, the first named here wins. */
const names = [
  ['title', ['title']],
  ['date', ['date', 'published', 'pubDate', 'publishDate', 'published_at']],
  [
    'updated',
    ['updated', 'lastmod', 'modified', 'last_modified_at', 'updatedDate', 'updated_at', 'last_modified'],
  ],
  ['expires', ['expires', 'expiryDate']],
  ['summary', ['description', 'summary', 'excerpt']],
  ['authors', ['authors', 'author']],
  ['tags', ['tags', 'keywords', 'tag']],
  ['categories', ['categories', 'category']],
  ['slug', ['slug']],
  ['permalink', ['permalink', 'url']],
  ['path', ['path']],
  ['id', ['id', 'guid']],
  ['canonical', ['canonical', 'canonical_url', 'external_url']],
  ['draft', ['draft']],
  ['published', ['published']],
  ['feed', ['feed']],
  ['image', ['image', 'cover', 'hero', 'thumbnail', 'heroImage', 'coverImage', 'featured_image']],
  ['language', ['language', 'lang']],
  ['license', ['license', 'licence', 'rights']],
  ['source', ['source']],
] as const;

/** A thing front matter can say. */
export type FieldName = (typeof names)[number][0];

/** A value of the front matter and the key it was found under. */
export interface Field {
  /** As the author wrote it. */
  readonly key: string;
  readonly path: readonly string[];
  /** Never `null`: that is as if the key were not there. */
  readonly value: Exclude<Value, null>;
}

/** Tables in which Zola, Hugo and others keep keys of the same meaning. */
const tables = ['extra', 'taxonomies', 'params'];

/** Keys of other tools that look like a slip in one of ours, and are none. */
const others = new Set(
  'data dates math hash bath uri guide gist images order state text lead page layout type weight series aliases toc name theme menu color update feeds flag flags links link category_slug ids idea land long lane'.split(
    ' ',
  ),
);

/** `last_modified_at`, `lastModifiedAt` and `LastModifiedAt` are one key. */
function normal(key: string): string {
  return key.toLowerCase().replaceAll(/[_-]/g, '');
}

const suggestions = names.flatMap(([, keys]) => keys);

const known: ReadonlyMap<string, readonly [name: FieldName, rank: number]> = new Map(
  // Last, as a flag: as a date it is sorted out below.
  [
    ...names.filter(([name]) => name !== 'published'),
    ...names.filter(([name]) => name === 'published'),
  ].flatMap(([name, keys]) => keys.map((key, rank) => [normal(key), [name, rank]] as const)),
);

/** What an article's front matter says, by meaning instead of by key. */
export interface Fields {
  get(name: FieldName): Field | undefined;
  /** A warning for each key that looks like a slip in one of ours. */
  readonly nearMisses: readonly Problem[];
}

/** Finds the fields in `matter`, in its own keys first, then in the tables other generators keep them in. */
export function findFields(matter: FrontMatter, file: string): Fields {
  const found = new Map<FieldName, readonly [Field, number]>();
  const nearMisses: Problem[] = [];
  const take = (data: { readonly [key: string]: Value }, parent: readonly string[]) => {
    for (const [key, value] of Object.entries(data)) {
      const path = [...parent, key];
      const [name, rank] = known.get(normal(key)) ?? [];
      if (name === undefined || rank === undefined) {
        if (parent.length === 0) nearMisses.push(...nearMiss(key, path, matter, file));
      } else if (value !== null) {
        const weight = rank + parent.length * 100;
        const field = { key, path, value };
        if (weight < (found.get(name)?.[1] ?? Infinity)) found.set(name, [field, weight]);
      }
    }
  };
  take(matter.data, []);
  for (const table of tables) {
    const data = matter.data[table];
    if (isMap(data)) take(data, [table]);
  }
  splitPublished(found);
  return { get: (name) => found.get(name)?.[0], nearMisses };
}

/** The rank of `published` among the keys of the date. */
const publishedAsDate = 1;

/** `published` is a flag in Jekyll and a date elsewhere. */
function splitPublished(found: Map<FieldName, readonly [Field, number]>): void {
  const published = found.get('published');
  if (!published || flagOf(published[0].value) !== undefined) return;
  found.delete('published');
  if (publishedAsDate < (found.get('date')?.[1] ?? Infinity))
    found.set('date', [published[0], publishedAsDate]);
}

function nearMiss(key: string, path: readonly string[], matter: FrontMatter, file: string): Problem[] {
  if (others.has(key.toLowerCase()) || key.length < 4) return [];
  const suggestion = nearest(key, suggestions);
  // In words of four letters one letter more or less is mostly another word.
  const sameLetters = suggestion?.length === key.length && suggestion[0] === key[0]?.toLowerCase();
  if (suggestion === undefined || (suggestion.length < 5 && !sameLetters)) return [];
  return [problem('key-near-miss', { file, ...matter.locate(path, 'key') }, { key, suggestion })];
}

/** Whether `value` is a map of keys and values. */
export function isMap(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a yes or a no in any of YAML's spellings says; nothing for another text. */
export function flagOf(value: Value): boolean | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^(?:true|yes|on|1)$/i.test(value.trim())) return true;
  return /^(?:false|no|off|0)$/i.test(value.trim()) ? false : undefined;
}
