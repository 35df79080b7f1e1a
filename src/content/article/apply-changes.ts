import { isDeepStrictEqual } from 'node:util';
import type { Asset } from '../assets.ts';
import type { Head, Value } from '../frontmatter.ts';
import { readLicense, type License } from '../license.ts';
import { nearest } from '../../base/nearest.ts';
import { explain, problem, type Problem } from '../../problems/problem.ts';
import { type Field } from './fields.ts';
import { readCanonical, readId, readLanguage } from './identity.ts';
import { readImage } from './image.ts';
import type { Article, ArticleSite, Image, Origin, Page, Person, ParsedArticle } from './model.ts';
import { readOrigin } from './origin.ts';
import { readPeople } from './people.ts';
import { createArticleReporter, type ArticleReporter } from './problems.ts';
import { readTopics } from './topics.ts';
import { defined, isList, isRecord } from '../../base/json.ts';

/** A person, as in front matter: a name, a key in the config's `people`, or a map. */
type PersonInput = string | (Person & { readonly publishEmail?: boolean | undefined });

/**
 * Changes to an article, with values as in front matter. `null` removes an optional field. Absent and equal fields do not change the
 * article, so `{ ...article, title: '…' }` changes only the title.
 */
export interface ArticleChanges {
  readonly title?: string | undefined;
  readonly summary?: string | null | undefined;
  readonly authors?: string | readonly PersonInput[] | undefined;
  readonly contributors?: string | readonly PersonInput[] | null | undefined;
  readonly categories?: readonly string[] | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  /** BCP 47 tag. */
  readonly language?: string | undefined;
  /** An SPDX identifier, a URL or a sentence. */
  readonly license?: string | License | null | undefined;
  /** A URL or a path relative to the site's URL. */
  readonly canonical?: string | null | undefined;
  /** A URL, a path relative to the article, or a map with `url`. */
  readonly image?: string | Image | null | undefined;
  /** A name, a URL, or a map with `title`, `url` and `feed`. */
  readonly source?: string | Origin | null | undefined;
  readonly section?: string | null | undefined;
  /** An absolute IRI. If you change the id, subscribers see the article as new. */
  readonly id?: string | undefined;
}

/** The properties of a site that reading changes needs. */
export type ChangeOptions = Omit<ArticleSite, 'language' | 'permalink' | 'languages' | 'license'>;

type Changed = Extract<ParsedArticle, { state: 'article' | 'page' }>;
type Key = keyof ArticleChanges;
type Change = (field: Field, context: Context) => Partial<Page> | undefined;

interface Context {
  readonly parsed: Changed;
  readonly site: ChangeOptions;
  readonly report: ArticleReporter;
  readonly assets: Asset[];
}

/** Reads each key as in front matter. Omits keys with a reported problem. */
const changes: Readonly<Record<Key, Change>> = {
  title: (field, { report }) =>
    defined({ title: required(textOf(field, report), 'My article', field, report) }),
  summary: (field, { report }) => defined({ summary: textOf(field, report) }),
  authors: (field, { site, parsed, report }) => ({
    authors: readPeople(published(field, site, parsed.article), site, report),
  }),
  contributors: (field, { site, parsed, report }) => ({
    contributors: readPeople(published(field, site, parsed.article), { ...site, authors: [] }, report),
  }),
  categories: (field, { report }) => ({ categories: readTopics(field, report) }),
  tags: (field, { report }) => ({ tags: readTopics(field, report) }),
  language: (field, { report }) => defined({ language: readLanguage(field, report) }),
  license(field, { report }) {
    const terms = report.text(field, 'text', 'CC-BY-4.0');
    return terms === undefined ? undefined : { license: readLicense(terms), ownLicense: true };
  },
  canonical: (field, { site, report }) => defined({ canonical: readCanonical(field, site, report) }),
  image: (field, { parsed, site, report, assets }) =>
    defined({
      image: readImage(field, { from: parsed, site: site.url, find: site.findAsset, assets, report }),
    }),
  source: (field, { site, report }) => defined({ source: readOrigin(field, site, report) }),
  section: (field, { report }) => defined({ section: textOf(field, report) }),
  id(field, { site, report }) {
    const id = required(readId([field], site, report), 'tag:example.com,2026:1', field, report);
    return id === undefined ? undefined : { id, ownId: true };
  },
};

/** The fields that remove a key. */
const without: Readonly<Partial<Record<Key, Partial<Page>>>> = {
  contributors: { contributors: [] },
  categories: { categories: [] },
  tags: { tags: [] },
  section: { section: '' },
};
const optional = ['summary', 'license', 'canonical', 'image', 'source'] as const;

/**
 * Applies the changes in `given` to the article of `parsed`, read and cleaned as front matter is; `hook` gave them. If any problem is an
 * error, nothing changes.
 */
export function changeArticle<One extends Changed>(
  parsed: One,
  given: Readonly<Record<string, unknown>>,
  site: ChangeOptions,
  hook: string,
): { parsed: One; problems: readonly Problem[] } {
  const { file } = parsed.source;
  const problems: Problem[] = [];
  const wrong = (detail: string) =>
    problems.push(problem('hook-value', { file, line: 1, column: 1 }, { hook, detail }));
  const assets: Asset[] = [];
  const gone = new Set<string>();
  let changed: Partial<Page> = {};
  for (const [key, one] of Object.entries(given)) {
    if (one === undefined || isDeepStrictEqual(one, Reflect.get(parsed.article, key))) continue;
    if (!isKey(key)) {
      const near = nearest(key, Object.keys(changes));
      const hint =
        near === undefined
          ? ` You can change ${Object.keys(changes).join(', ')}.`
          : ` Did you mean \`${near}\`?`;
      wrong(`\`${key}\` cannot be changed.${hint}`);
      continue;
    }
    const value = toValue(one, 0);
    if (value === undefined)
      wrong(`\`${key}\` is ${typeof one === 'object' ? 'not a plain value' : `a ${typeof one}`}.`);
    else if (value !== null) {
      const report = createArticleReporter(file, nowhere);
      const field: Field = { key, path: [key], value };
      const change = changes[key](field, { parsed, site, report, assets });
      if (change) changed = { ...changed, ...change };
      for (const found of report.problems) {
        if (found.severity === 'error') wrong(explain(found).what);
        else problems.push(found);
      }
    } else if (optional.some((name) => name === key)) gone.add(key);
    else if (without[key]) changed = { ...changed, ...without[key] };
    else wrong(`\`${key}\` cannot be removed.`);
  }
  if (problems.some(({ severity }) => severity === 'error')) return { parsed, problems };
  const kept = Object.entries({ ...parsed.article, ...changed }).filter(([key]) => !gone.has(key));
  // An article without some of its optional fields, with values of the same types.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const article = Object.fromEntries(kept) as unknown as Article;
  // A removed picture is not published, unless another field of the article needs it.
  const used = new Set([article.image?.url, ...article.attachments.map(({ url }) => url)]);
  const before = parsed.assets.filter(({ url }) => url !== parsed.article.image?.url || used.has(url));
  return { parsed: { ...parsed, article, assets: [...before, ...assets] }, problems };
}

function isKey(key: string): key is Key {
  return Object.hasOwn(changes, key);
}

/** A value from a hook has no position in the file: its problems point to the beginning. */
const nowhere: Pick<Head, 'locate'> = { locate: () => ({ line: 1, column: 1 }) };

/** Returns a JavaScript value as front matter holds it, or `undefined` if it cannot. */
function toValue(one: unknown, depth: number): Value | undefined {
  if (one === null || typeof one === 'string') return one;
  if (typeof one === 'number' || typeof one === 'boolean') return String(one);
  if (typeof one !== 'object' || depth > 5) return undefined;
  const prototype: unknown = Object.getPrototypeOf(one);
  if (prototype !== null && prototype !== Object.prototype && !Array.isArray(one)) return undefined;
  const pairs = Object.entries(one).filter(([, child]) => child !== undefined);
  const values = pairs.map(([key, child]) => [key, toValue(child, depth + 1)] as const);
  const known = values.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  if (known.length < values.length) return undefined;
  return Array.isArray(one) ? known.map(([, value]) => value) : Object.fromEntries(known);
}

function textOf(field: Field, report: ArticleReporter): string | undefined {
  return report.text(field, 'text', 'Something');
}

/** Returns the people of `field`. A person whose email address the article already publishes still publishes it. */
function published(field: Field, site: ChangeOptions, article: Page): Field {
  const open = new Set(
    [...article.authors, ...article.contributors, ...site.authors, ...Object.values(site.people)].flatMap(
      ({ email }) => email ?? [],
    ),
  );
  const consented = (value: Value): Value => {
    if (isList(value)) return value.map(consented);
    if (!isRecord(value)) return value;
    const { email } = value;
    return typeof email === 'string' && open.has(email) ? { publishEmail: 'true', ...value } : value;
  };
  return { ...field, value: consented(field.value) ?? '' };
}

/** Returns a text that an article must have; reports an empty one. */
function required(
  text: string | undefined,
  example: string,
  field: Field,
  report: ArticleReporter,
): string | undefined {
  if (text === undefined && report.problems.length === 0)
    report.badValue(field, 'text', example, [], 'empty');
  return text;
}
