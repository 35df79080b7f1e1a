import type { ArticleSite, Person } from './model.ts';
import type { Value } from '../frontmatter.ts';
import { distinctBy, line } from '../../base/text.ts';
import { absoluteUrl, isWebUrl } from '../../base/url.ts';
import { flagOf, membersOf, textIn, type Field, type Fields } from './fields.ts';
import type { ArticleReporter } from './problems.ts';
import { defined, isRecord } from '../../base/json.ts';

/** The people that the config describes. */
type KnownPeople = Pick<ArticleSite, 'url' | 'authors' | 'people'>;

/**
 * Reads the people in a field: by key of the config's `people`, by name, or as objects; without a field, the site's authors. An email
 * address is published only with `publishEmail`.
 */
export function readPeople(
  field: Field | undefined,
  site: KnownPeople,
  report: ArticleReporter,
): readonly Person[] {
  const people = field ? listed(field, site, report) : [];
  return people.length > 0 ? people : site.authors;
}

/** Reads the other people of an article, in the same form as authors, with an optional `role`; guests have theirs. */
export function readContributors(
  fields: Fields,
  site: KnownPeople,
  report: ArticleReporter,
): readonly Person[] {
  const [field, guestField] = [fields.get('contributors'), fields.get('guests')];
  if (!field && !guestField) return [];
  const contributors = field ? listed(field, site, report) : [];
  const guests = guestField ? listed(guestField, site, report) : [];
  const all = [...contributors, ...guests.map((guest) => ({ role: 'guest', ...guest }))];
  return distinctBy(all, ({ name }) => name);
}

function listed(field: Field, site: KnownPeople, report: ArticleReporter): readonly Person[] {
  const people = membersOf(field).flatMap(({ value, inside }) => {
    const read = isRecord(value)
      ? fromMap(value, field, inside, site, report)
      : fromText(value, field, inside, site, report);
    return read ?? [];
  });
  return distinctBy(people, ({ name }) => name);
}

function fromText(
  value: Value,
  field: Field,
  inside: readonly number[],
  site: KnownPeople,
  report: ArticleReporter,
): Person | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'string') {
    report.badValue(field, 'a name, or a map with `name`', 'Jane Doe', inside);
    return undefined;
  }
  const text = line(value);
  if (text === '') return undefined;
  const known = byKey(text, site);
  if (known) return known;
  const { name, email } = splitEmail(text);
  if (name !== '') return byName(name, site) ?? { name };
  report.tell('author-without-name', field, { value: text }, inside);
  return { name: (email ?? text).split('@')[0] ?? text };
}

function fromMap(
  value: { readonly [key: string]: Value },
  field: Field,
  inside: readonly number[],
  site: KnownPeople,
  report: ArticleReporter,
): Person | undefined {
  const { name, email: inName } = splitEmail(textIn(value, 'name', 'title', 'label')?.text ?? '');
  const email = textIn(value, 'email', 'mail')?.text ?? inName;
  if (name === '') {
    if (email !== undefined) return fromText(email, field, inside, site, report);
    const expected = 'a name, or a map with `name`';
    report.badValue(field, expected, '{ name: Jane Doe }', inside, 'a map without `name`');
    return undefined;
  }
  const address = (...keys: readonly string[]) => {
    const found = textIn(value, ...keys);
    if (!found) return undefined;
    const { key, text } = found;
    const url = isWebUrl(text) || text.startsWith('/') ? absoluteUrl(text, site.url) : undefined;
    if (url !== undefined && isWebUrl(url)) return url;
    const example = `\`${key}: https://example.com/jane\``;
    report.tell('bad-url', field, { value: text, detail: '', example }, [...inside, key]);
    return undefined;
  };
  const url = address('url', 'uri', 'link', 'website', 'homepage');
  const avatar = address('avatar', 'picture', 'image');
  const role = textIn(value, 'role')?.text;
  // A person with only a role is the person that the config describes.
  const isDescribed = (email ?? url ?? avatar) !== undefined;
  const known = isDescribed || role === undefined ? undefined : (byKey(name, site) ?? byName(name, site));
  const isPublic = flagOf(value['publishEmail'] ?? null) === true;
  return { ...(known ?? { name }), ...defined({ role, email: isPublic ? email : undefined, url, avatar }) };
}

/** Returns the person with that key in the config. */
function byKey(key: string, site: KnownPeople): Person | undefined {
  return Object.hasOwn(site.people, key) ? site.people[key] : undefined;
}

/** Returns the person with that name in the config, if any. */
function byName(name: string, site: KnownPeople): Person | undefined {
  const isMeant = (person: Person) => person.name === name;
  return Object.values(site.people).find(isMeant) ?? site.authors.find(isMeant);
}

/** Splits `Jane Doe <jane@example.com>` and `jane@example.com (Jane Doe)` in two. */
function splitEmail(text: string): { name: string; email?: string } {
  if (text.length > 500 || !text.includes('@')) return { name: text };
  const match = /[^\s<>()@,;"]{1,64}@[^\s<>()@,;"]{1,255}/.exec(text);
  if (!match || !/@.+\../.test(match[0])) return { name: text };
  const name = line(text.replace(match[0], '').replaceAll(/[<>()"]|mailto:/g, ' '));
  return { name, email: match[0] };
}
