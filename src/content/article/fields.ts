import type { Head, Value } from '../frontmatter.ts';
import { nearest } from '../../base/nearest.ts';
import { problem, type Problem } from '../../problems/problem.ts';
import { isList, isRecord } from '../../base/json.ts';
import { line } from '../../base/text.ts';

/** The keys that common generators use for each field, with spaces between them. */
const keysByField = [
  ['title', 'title'],
  ['date', 'date published pubDate publishDate published_at pubDatetime created created_at'],
  ['due', 'publishDate'],
  ['updated', 'updated lastmod modified last_modified_at updatedDate updated_at last_modified modDatetime'],
  ['expires', 'expires expiryDate unpublishDate'],
  ['summary', 'description summary excerpt'],
  ['authors', 'authors author'],
  ['contributors', 'contributors contributor'],
  ['guests', 'guests guest'],
  ['tags', 'tags keywords tag'],
  ['categories', 'categories category'],
  ['slug', 'slug'],
  ['permalink', 'permalink url'],
  ['path', 'path'],
  ['id', 'id guid'],
  ['canonical', 'canonical canonical_url external_url'],
  ['draft', 'draft'],
  ['published', 'published publish'],
  ['feed', 'feed'],
  ['unlisted', 'unlisted hidden eleventyExcludeFromCollections'],
  ['image', 'image cover hero thumbnail heroImage coverImage featured_image images ogImage'],
  ['enclosure', 'enclosure enclosures'],
  ['audio', 'audio audio_file audio_url podcast_file mp3'],
  ['video', 'video videos video_file video_url'],
  ['attachments', 'attachments attachment'],
  ['language', 'language lang'],
  ['translation', 'translationKey translation_key'],
  ['license', 'license licence rights'],
  ['source', 'source'],
  ['season', 'season'],
  ['episode', 'episode episodeNumber'],
  ['episodeType', 'episodeType'],
  ['explicit', 'explicit'],
  ['block', 'block'],
  ['duration', 'duration'],
  ['transcript', 'transcript transcripts'],
  ['chapters', 'chapters'],
  ['corrections', 'corrections correction'],
] as const;

/** The name of a field that front matter can contain. */
export type FieldName = (typeof keysByField)[number][0];

/** The fields and their keys. If an article has several keys of a field, the first in this list wins. */
export const fieldNames = keysByField.map(([name, keys]) => [name, keys.split(' ')] as const);

/** A front matter value and its key. */
export interface Field {
  /** The key as the author wrote it. */
  readonly key: string;
  readonly path: readonly string[];
  /** The value. Never `null`, because keys with `null` are ignored. */
  readonly value: Exclude<Value, null>;
}

function fieldSet(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

/** Tables in which Zola, Hugo and other generators keep these keys. */
const tables = ['extra', 'taxonomies', 'params'];

/** Keys that belong to a theme in such a table, so they must not move or hide an article. */
const ownOnly = fieldSet('permalink path slug id draft published feed');

/** Fields that themes switch on and off: they cannot have a yes or no value themselves. */
const neverFlags = fieldSet(
  'attachments audio authors canonical enclosure contributors corrections guests image license source summary video',
);

/** Keys of other tools that look like misspellings of Feedmill keys. */
const others = new Set(
  `data dates math hash bath uri guide gist order state text lead page layout type weight series aliases toc name
  theme menu color feeds flags link links ids idea land long lane tabs languages titles image1 image2 author2
  coauthors publisher publishers published_by update update_date updates updated_by sources unpublishdate
  collection collections connection connections quest quests audit closure radio`.split(/\s+/),
);

/** Normalizes a key: `last_modified_at`, `lastModifiedAt` and `LastModifiedAt` are the same key. */
function normal(key: string): string {
  return key.toLowerCase().replaceAll(/[_-]/g, '');
}

/** Fields of podcast episodes: elsewhere, a similar key belongs to another tool. */
const ofEpisodes = fieldSet('season episode episodeType explicit block duration transcript chapters');

const suggestions = fieldNames.flatMap(([name, keys]) => (ofEpisodes.has(name) ? [] : keys));

/** The fields that a key in its normal form may mean (`published` is a flag in Jekyll and a date elsewhere), each with its rank. */
const known = new Map<string, (readonly [name: FieldName, rank: number])[]>();
for (const [name, keys] of fieldNames)
  for (const [rank, key] of keys.entries())
    known.set(normal(key), [...(known.get(normal(key)) ?? []), [name, rank]]);

/** Returns the keys that can hold the field `name`. */
export function keysOf(name: FieldName): readonly string[] {
  return fieldNames.find(([one]) => one === name)?.[1] ?? [];
}

/** Whether `key` can hold the field `name`. */
export function meansField(key: string, name: FieldName): boolean {
  return known.get(normal(key))?.some(([one]) => one === name) === true;
}

/** The fields of an article's front matter, by meaning instead of by key. */
export interface Fields {
  /** Returns the first field of that meaning. */
  get(name: FieldName): Field | undefined;
  /** Returns all fields of that meaning, in order of precedence. */
  all(name: FieldName): readonly Field[];
  /** A warning for each key that looks like a misspelling of ours. */
  readonly nearMisses: readonly Problem[];
}

/** Finds the fields in `matter`: first in its own keys, then in the tables of other generators. */
export function findFields(matter: Head, file: string): Fields {
  const found = new Map<FieldName, { field: Field; weight: number }[]>();
  const nearMisses: Problem[] = [];
  const take = (data: { readonly [key: string]: Value }, parent: readonly string[]) => {
    for (const key of Object.keys(data)) {
      const value = data[key] ?? null;
      const path = [...parent, key];
      const meant = known.get(normal(key));
      if (!meant && parent.length === 0) nearMisses.push(...nearMiss(key, path, matter, file));
      for (const [name, rank] of meant ?? []) {
        if (value === null || !isMeant(name, value, parent.length > 0)) continue;
        const one = { field: { key, path, value }, weight: rank + parent.length * 100 };
        const fields = found.get(name);
        if (fields) fields.push(one);
        else found.set(name, [one]);
      }
    }
  };
  take(matter.data, []);
  for (const table of tables) {
    const data = matter.data[table];
    if (isRecord(data)) take(data, [table]);
  }
  for (const fields of found.values()) fields.sort((a, b) => a.weight - b.weight);
  return {
    get: (name) => found.get(name)?.[0]?.field,
    all: (name) => (found.get(name) ?? []).map(({ field }) => field),
    nearMisses,
  };
}

/** Whether a value fits the meaning of its key. In a theme's table, only descriptive fields count. */
function isMeant(name: FieldName, value: Exclude<Value, null>, isInTable: boolean): boolean {
  if (isEmpty(value) || (isInTable && ownOnly.has(name))) return false;
  if (name === 'published') return flagOf(value) !== undefined;
  if (name === 'date') return typeof value !== 'string' || !flagWord.test(value);
  return !(neverFlags.has(name) && typeof value === 'string' && flagWord.test(value));
}

const flagWord = /^\s*(?:true|false|yes|no|on|off)\s*$/i;

function nearMiss(key: string, path: readonly string[], matter: Head, file: string): Problem[] {
  if (others.has(key.toLowerCase()) || key.length < 4) return [];
  const suggestion = nearest(key, suggestions);
  // With four letters, a word with one letter more or less is usually another word.
  const sameLetters = suggestion?.length === key.length && suggestion[0] === key[0]?.toLowerCase();
  if (suggestion === undefined || (suggestion.length < 5 && !sameLetters)) return [];
  return [problem('key-near-miss', { file, ...matter.locate(path, 'key') }, { key, suggestion })];
}

/** Returns the value at `inside` of a field: keys of maps, indexes of lists; `null` if there is none. */
export function valueAt({ value }: Field, inside: readonly (string | number)[]): Value {
  let found: Value = value;
  for (const step of inside) {
    if (isList(found)) found = found[Number(step)] ?? null;
    else found = isRecord(found) ? (found[step] ?? null) : null;
  }
  return found;
}

/** Returns the members of a list with their indexes; of any other value, the value itself. */
export function membersOf({ value }: Field): { readonly value: Value; readonly inside: readonly number[] }[] {
  return isList(value)
    ? value.map((one, index) => ({ value: one, inside: [index] }))
    : [{ value, inside: [] }];
}

/** Whether a value is absent or an empty text, which archetypes and content managers leave behind. */
export function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && line(value) === '');
}

/** Returns the first of `keys` that has a text in a map, and the text on one line. */
export function textIn(
  map: Value,
  ...keys: readonly string[]
): { readonly key: string; readonly text: string } | undefined {
  if (!isRecord(map)) return undefined;
  for (const key of keys) {
    const text = map[key];
    if (typeof text === 'string' && !isEmpty(text)) return { key, text: line(text) };
  }
  return undefined;
}

/** Returns a YAML boolean in any spelling; `undefined` for another text. */
export function flagOf(value: Value): boolean | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (/^(?:true|yes|on|1)$/i.test(value.trim())) return true;
  return /^(?:false|no|off|0)$/i.test(value.trim()) ? false : undefined;
}
