import type { Head, Value } from '../frontmatter.ts';
import { nearest } from '../../base/nearest.ts';
import { problem, type Problem } from '../../problems/problem.ts';
import { isList, isRecord } from '../../base/json.ts';

/** What the common generators call the same thing; where several stand in one article, the first named here wins. */
export const fieldNames = [
  ['title', ['title']],
  [
    'date',
    ['date', 'published', 'pubDate', 'publishDate', 'published_at', 'pubDatetime', 'created', 'created_at'],
  ],
  ['due', ['publishDate']],
  [
    'updated',
    [
      'updated',
      'lastmod',
      'modified',
      'last_modified_at',
      'updatedDate',
      'updated_at',
      'last_modified',
      'modDatetime',
    ],
  ],
  ['expires', ['expires', 'expiryDate', 'unpublishDate']],
  ['summary', ['description', 'summary', 'excerpt']],
  ['authors', ['authors', 'author']],
  ['contributors', ['contributors', 'contributor']],
  ['guests', ['guests', 'guest']],
  ['tags', ['tags', 'keywords', 'tag']],
  ['categories', ['categories', 'category']],
  ['slug', ['slug']],
  ['permalink', ['permalink', 'url']],
  ['path', ['path']],
  ['id', ['id', 'guid']],
  ['canonical', ['canonical', 'canonical_url', 'external_url']],
  ['draft', ['draft']],
  ['published', ['published', 'publish']],
  ['feed', ['feed']],
  ['unlisted', ['unlisted', 'hidden', 'eleventyExcludeFromCollections']],
  [
    'image',
    ['image', 'cover', 'hero', 'thumbnail', 'heroImage', 'coverImage', 'featured_image', 'images', 'ogImage'],
  ],
  ['enclosure', ['enclosure', 'enclosures']],
  ['audio', ['audio', 'audio_file', 'audio_url', 'podcast_file', 'mp3']],
  ['video', ['video', 'videos', 'video_file', 'video_url']],
  ['attachments', ['attachments', 'attachment']],
  ['language', ['language', 'lang']],
  ['translation', ['translationKey', 'translation_key']],
  ['license', ['license', 'licence', 'rights']],
  ['source', ['source']],
  ['season', ['season']],
  ['episode', ['episode', 'episodeNumber']],
  ['episodeType', ['episodeType']],
  ['explicit', ['explicit']],
  ['block', ['block']],
  ['duration', ['duration']],
  ['transcript', ['transcript', 'transcripts']],
  ['chapters', ['chapters']],
  ['corrections', ['corrections', 'correction']],
] as const;

/** A thing front matter can say. */
export type FieldName = (typeof fieldNames)[number][0];

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

/** What such a table says of these is a theme's: it must not move an article or hide it. */
const ownOnly: ReadonlySet<FieldName> = new Set<FieldName>([
  'permalink',
  'path',
  'slug',
  'id',
  'draft',
  'published',
  'feed',
]);

/** Fields that themes switch on and off: yes or no is nothing they could hold. */
const neverFlags: ReadonlySet<FieldName> = new Set<FieldName>([
  'attachments',
  'audio',
  'authors',
  'canonical',
  'enclosure',
  'contributors',
  'corrections',
  'guests',
  'image',
  'license',
  'source',
  'summary',
  'video',
]);

/** Keys of other tools that look like a slip in one of ours, and are none. */
const others = new Set(
  `data dates math hash bath uri guide gist order state text lead page layout type weight series aliases toc name
  theme menu color feeds flags link links ids idea land long lane tabs languages titles image1 image2 author2
  coauthors publisher publishers published_by update update_date updates updated_by sources unpublishdate
  collection collections connection connections quest quests audit closure radio`.split(/\s+/),
);

/** `last_modified_at`, `lastModifiedAt` and `LastModifiedAt` are one key. */
function normal(key: string): string {
  return key.toLowerCase().replaceAll(/[_-]/g, '');
}

/** What only the episodes of a podcast are asked for: elsewhere a key like one of these is somebody else's. */
const ofEpisodes: ReadonlySet<FieldName> = new Set<FieldName>([
  'season',
  'episode',
  'episodeType',
  'explicit',
  'block',
  'duration',
  'transcript',
  'chapters',
]);

const suggestions = fieldNames.flatMap(([name, keys]) => (ofEpisodes.has(name) ? [] : keys));

/** What a key may mean, and which of the keys of that meaning it is. */
type Meanings = readonly (readonly [name: FieldName, rank: number])[];

/** Every key in its normal form, with what it may mean: `published` is a flag in Jekyll and a date elsewhere. */
const known: ReadonlyMap<string, Meanings> = meanings();

/** Every key as it is named above: nearly all are written so, and need not be brought into their normal form. */
const spelled: ReadonlyMap<string, Meanings> = new Map(
  fieldNames.flatMap(([, keys]) => keys.map((key) => [key, known.get(normal(key)) ?? []] as const)),
);

function meanings(): Map<string, (readonly [FieldName, number])[]> {
  const map = new Map<string, (readonly [FieldName, number])[]>();
  for (const [name, keys] of fieldNames) {
    keys.forEach((key, rank) => {
      const found = map.get(normal(key));
      if (found) found.push([name, rank]);
      else map.set(normal(key), [[name, rank]]);
    });
  }
  return map;
}

/** The keys that can hold the field `name`. */
export function keysOf(name: FieldName): readonly string[] {
  return fieldNames.find(([one]) => one === name)?.[1] ?? [];
}

/** Whether `key` can hold the field `name`. */
export function meansField(key: string, name: FieldName): boolean {
  return known.get(normal(key))?.some(([one]) => one === name) === true;
}

/** What an article's front matter says, by meaning instead of by key. */
export interface Fields {
  /** The field of that meaning that counts. */
  get(name: FieldName): Field | undefined;
  /** All of that meaning, the one that counts first. */
  all(name: FieldName): readonly Field[];
  /** A warning for each key that looks like a slip in one of ours. */
  readonly nearMisses: readonly Problem[];
}

/** Finds the fields in `matter`, in its own keys first, then in the tables other generators keep them in. */
export function findFields(matter: Head, file: string): Fields {
  const found = new Map<FieldName, Weighed[]>();
  const nearMisses: Problem[] = [];
  const take = (data: { readonly [key: string]: Value }, parent: readonly string[]) => {
    for (const key of Object.keys(data)) {
      const value = data[key] ?? null;
      const path = [...parent, key];
      const meant = spelled.get(key) ?? known.get(normal(key));
      if (!meant && parent.length === 0) nearMisses.push(...nearMiss(key, path, matter, file));
      for (const [name, rank] of meant ?? []) {
        if (value === null || !isMeant(name, value, parent.length > 0)) continue;
        const one = { field: { key, path, value }, weight: rank + parent.length * 100 };
        const fields = found.get(name);
        if (fields) insert(one, fields);
        else found.set(name, [one]);
      }
    }
  };
  take(matter.data, []);
  for (const table of tables) {
    const data = matter.data[table];
    if (isRecord(data)) take(data, [table]);
  }
  return {
    get: (name) => found.get(name)?.[0]?.field,
    all: (name) => (found.get(name) ?? []).map(({ field }) => field),
    nearMisses,
  };
}

/** A field, and how many come before it. */
interface Weighed {
  readonly field: Field;
  readonly weight: number;
}

/** Puts `one` behind those that do not weigh more. */
function insert(one: Weighed, fields: Weighed[]): void {
  const heavier = fields.findIndex(({ weight }) => weight > one.weight);
  fields.splice(heavier < 0 ? fields.length : heavier, 0, one);
}

/** Whether a value says what its key could mean; what stands in a table of a theme, only if it describes. */
function isMeant(name: FieldName, value: Exclude<Value, null>, isInTable: boolean): boolean {
  if (isBlank(value) || (isInTable && ownOnly.has(name))) return false;
  if (name === 'published') return flagOf(value) !== undefined;
  if (name === 'date') return typeof value !== 'string' || !flagWord.test(value);
  return !(neverFlags.has(name) && typeof value === 'string' && flagWord.test(value));
}

const flagWord = /^\s*(?:true|false|yes|no|on|off)\s*$/i;

function nearMiss(key: string, path: readonly string[], matter: Head, file: string): Problem[] {
  if (others.has(key.toLowerCase()) || key.length < 4) return [];
  const suggestion = nearest(key, suggestions);
  // In words of four letters one letter more or less is mostly another word.
  const sameLetters = suggestion?.length === key.length && suggestion[0] === key[0]?.toLowerCase();
  if (suggestion === undefined || (suggestion.length < 5 && !sameLetters)) return [];
  return [problem('key-near-miss', { file, ...matter.locate(path, 'key') }, { key, suggestion })];
}

/** A key with an empty text, as archetypes and content managers leave it behind, says nothing. */
function isBlank(value: Value): boolean {
  return typeof value === 'string' && value.trim() === '';
}

/** What stands at `inside` of a field: keys of maps, places in lists; `null` where there is nothing. */
export function valueAt({ value }: Field, inside: readonly (string | number)[]): Value {
  let found: Value = value;
  for (const step of inside) {
    if (isList(found)) found = found[Number(step)] ?? null;
    else found = isRecord(found) ? (found[step] ?? null) : null;
  }
  return found;
}

/** What a yes or a no in any of YAML's spellings says; nothing for another text. */
export function flagOf(value: Value): boolean | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (/^(?:true|yes|on|1)$/i.test(value.trim())) return true;
  return /^(?:false|no|off|0)$/i.test(value.trim()) ? false : undefined;
}
