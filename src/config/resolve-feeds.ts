import { parseDate } from '../base/date.ts';
import { languageTag } from '../base/language.ts';
import type { Terms, TopicKind } from '../content/topic-filter.ts';
import { line, spellingKey } from '../base/text.ts';
import { encodePath } from '../base/url.ts';
import { resolvePodcast, type PodcastFeed } from './resolve-podcast.ts';
import type { ConfigReporter } from './config-reporter.ts';
import { pathName, type Path } from './schema-lookup.ts';
import type { ConfigShape } from './schema.ts';
import type { Config } from './model.ts';

type Shape = ConfigShape['feeds'];
type TermsShape = NonNullable<NonNullable<Shape['custom'][number]['where']>['not']>;

/** Resolves the additional feeds of a site, with defaults from the site. */
export function resolveFeeds(
  shape: ConfigShape,
  site: Pick<PodcastFeed, 'url' | 'authors'>,
  reporter: ConfigReporter,
): Config['feeds'] {
  const { feeds, title, description, limit, body, timezone, files } = shape;
  const names = new Map<string, Path>();
  return {
    by: [...new Set(feeds.by)],
    minimum: feeds.minimum,
    limit: feeds.limit ?? limit,
    body: feeds.body ?? body,
    custom: feeds.custom.map((one, index) => {
      const path = ['feeds', 'custom', index];
      const same = names.get(one.name);
      const key = [...path, 'name'];
      if (same)
        reporter.report('config-duplicate', key, {
          key: pathName(key),
          name: one.name,
          other: pathName(same),
        });
      names.set(one.name, key);
      const { since, not = {}, ...terms } = one.where ?? {};
      const from = since === undefined ? undefined : parseDate(since, timezone);
      if (from && 'fault' in from) reporter.invalid([...path, 'where', 'since'], since);
      const name = line(one.title ?? `${one.name} — ${title}`);
      const address = site.url + encodePath(`feeds/${one.name}/${files.rss || ''}`);
      const podcast =
        one.podcast &&
        resolvePodcast(one.podcast, [...path, 'podcast'], { ...site, title: name, address }, reporter);
      return {
        name: one.name,
        title: name,
        place:
          one.where === undefined ? reporter.place([...path, 'name']) : reporter.keyPlace([...path, 'where']),
        ...(podcast && { podcast }),
        description: line(one.description ?? description ?? title),
        where: {
          terms: resolveTerms(terms, [...path, 'where'], shape, reporter),
          not: resolveTerms(not, [...path, 'where', 'not'], shape, reporter),
          ...(from && !('fault' in from) && { since: from.instant }),
        },
        limit: one.limit ?? limit,
        body: one.body ?? body,
      };
    }),
  };
}

function resolveTerms(
  shape: TermsShape,
  path: readonly (string | number)[],
  { people }: ConfigShape,
  reporter: ConfigReporter,
): Terms {
  const read = (kind: TopicKind, value: string): string => {
    if (kind === 'author') return line((Object.hasOwn(people, value) ? people[value]?.name : value) ?? value);
    if (kind !== 'language') return line(value);
    const tag = languageTag(value);
    if (tag === undefined) reporter.invalid([...path, kind], value);
    return tag ?? value;
  };
  const entries = (['tag', 'category', 'author', 'section', 'language'] as const).flatMap((kind) => {
    const given = shape[kind];
    if (given === undefined) return [];
    const list = typeof given === 'string' ? [given] : given;
    return [[kind, list.map((one) => spellingKey(read(kind, one)))] as const];
  });
  return Object.fromEntries(entries);
}

/** Returns the folders that are languages, with their language tags, or `undefined` if their names determine them. */
export function resolveLanguages(
  shape: ConfigShape['languages'],
  reporter: ConfigReporter,
): ReadonlyMap<string, string> | undefined {
  if (!shape) return undefined;
  return new Map(
    shape.map((folder, index) => {
      const tag = languageTag(folder);
      if (tag === undefined) reporter.invalid(['languages', index], folder);
      return [folder, tag ?? folder];
    }),
  );
}
