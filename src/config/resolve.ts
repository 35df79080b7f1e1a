import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Person } from '../content/article/model.ts';
import { isTimeZone } from '../base/time-zone.ts';
import type { Redirect } from '../hosting/host.ts';
import { redirectSource, redirectTarget } from '../hosting/redirects.ts';
import { languageTag } from '../base/language.ts';
import { readLicense } from '../content/license.ts';
import { line } from '../base/text.ts';
import { absoluteUrl, encodePath, isWebUrl } from '../base/url.ts';
import { describeValue } from './describe-value.ts';
import { resolveFeeds, resolveLanguages } from './resolve-feeds.ts';
import { resolvePodcast } from './resolve-podcast.ts';
import type { ConfigReporter } from './config-reporter.ts';
import type { ConfigShape } from './schema.ts';
import type { Config } from './model.ts';
const placeholders = new Set(['path', 'slug', 'section', 'year', 'month', 'day']);

/**
 * Resolves the config. Reports problems that the shape check cannot find, such as invalid time zones, addresses and
 * languages. Do not use the result if the reporter has collected any problems.
 */
export function resolveConfig(
  root: string,
  shape: ConfigShape,
  reporter: ConfigReporter,
): Omit<Config, 'hooks' | 'lockFile'> {
  const url = siteUrl(shape.url) ?? (reporter.invalid(['url'], shape.url), 'https://invalid.invalid/');
  const address = (path: readonly (string | number)[], value: string | undefined) => {
    if (value === undefined) return undefined;
    const isPath = path[0] === 'icon' || path[0] === 'logo' || value.startsWith('/');
    const absolute = isWebUrl(value) || isPath ? absoluteUrl(value.replace(/^\/+/, ''), url) : undefined;
    if (absolute !== undefined && isWebUrl(absolute)) return absolute;
    reporter.invalid(path, value);
    return undefined;
  };
  const person = (path: readonly (string | number)[], one: ConfigShape['authors'][number]): Person => {
    const page = address([...path, 'url'], one.url);
    const avatar = address([...path, 'avatar'], one.avatar);
    return {
      name: line(one.name),
      ...(one.publishEmail && one.email !== undefined && { email: one.email }),
      ...(page !== undefined && { url: page }),
      ...(avatar !== undefined && { avatar }),
    };
  };
  const language = languageTag(shape.language);
  if (language === undefined) reporter.invalid(['language'], shape.language);
  if (!isTimeZone(shape.timezone)) reporter.invalid(['timezone'], shape.timezone);
  if (!isPattern(shape.permalink)) reporter.invalid(['permalink'], shape.permalink);
  const icon = address(['icon'], shape.icon);
  const logo = address(['logo'], shape.logo);
  const output = below(root, shape.output);
  if (output === undefined || output === '') reporter.invalid(['output'], shape.output);
  const title = line(shape.title);
  const languages = resolveLanguages(shape.languages, reporter);
  const authors = shape.authors.map((one, index) => person(['authors', index], one));
  const files = fileNames(shape.files, reporter);
  const feed = { url, title, authors, address: url + encodePath(files.rss === false ? '' : files.rss) };
  const podcast = shape.podcast && resolvePodcast(shape.podcast, ['podcast'], feed, reporter);
  return {
    root,
    url,
    title,
    description: line(shape.description ?? title),
    language: language ?? 'en',
    timezone: shape.timezone,
    authors,
    people: Object.fromEntries(
      Object.entries(shape.people).map(([key, one]) => [key, person(['people', key], one)]),
    ),
    content: (typeof shape.content === 'string' ? [shape.content] : shape.content).map((path) =>
      isAbsolute(path) ? relative(root, path).split(sep).join('/') || '.' : path,
    ),
    output: output ?? '',
    permalink: shape.permalink,
    pages: shape.pages,
    limit: shape.limit,
    body: shape.body,
    markdown: shape.markdown,
    maxBytes: shape.maxBytes,
    feeds: resolveFeeds(shape, { url, authors }, reporter),
    ...(shape.archives && { archiveSize: shape.archiveSize }),
    ...(languages && { languages }),
    files,
    browserView: shape.browserView,
    hosting: shape.hosting,
    redirects: redirects(shape.redirects, url, reporter),
    hubs: hubs(shape.hub, reporter),
    undated: shape.undated,
    lock: shape.lock,
    guard: shape.guard,
    ...(shape.license !== undefined && { license: readLicense(line(shape.license)) }),
    ...(icon !== undefined && { icon }),
    ...(logo !== undefined && { logo }),
    ...(podcast && { podcast }),
  };
}

/** Returns the site's address in canonical form with a `/` at the end, or `undefined` if it is invalid. */
function siteUrl(text: string): string | undefined {
  const url = isWebUrl(text) ? absoluteUrl(text) : undefined;
  if (url === undefined || /[?#]/.test(url) || new URL(url).username !== '') return undefined;
  return url.endsWith('/') ? url : `${url}/`;
}

/**
 * Returns `path` relative to `root`, with `/` as the separator. It can start with `..`, because the output can be a sibling
 * folder.
 */
function below(root: string, path: string): string | undefined {
  if (path.includes('\0')) return undefined;
  const way = relative(root, resolve(root, path)).split(sep).join('/');
  return way === '' ? undefined : way;
}

function isPattern(pattern: string): boolean {
  const used = [...pattern.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
  return (
    pattern.startsWith('/') &&
    !/[?#\\\s]|(?:^|\/)\.\.?(?:\/|$)/.test(pattern) &&
    !/[{}]/.test(pattern.replaceAll(/\{[^{}]*\}/g, '')) &&
    used.every((name) => placeholders.has(name)) &&
    (used.includes('path') || used.includes('slug'))
  );
}

function redirects(shape: ConfigShape['redirects'], url: string, reporter: ConfigReporter): Redirect[] {
  return Object.entries(shape).flatMap(([old, now]) => {
    const [from, to] = [redirectSource(old, url), redirectTarget(now, url)];
    if (from === undefined || to === undefined)
      reporter.invalid(['redirects', old], now, `${describeValue(old)}: ${describeValue(now)}`);
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}

/** Returns the hubs for the feeds. Rejects addresses with a password, because feeds are public. */
function hubs(shape: ConfigShape['hub'], reporter: ConfigReporter): string[] {
  const given = typeof shape === 'string' ? [shape] : (shape ?? []);
  const urls = given.flatMap((text, index) => {
    const url = isWebUrl(text) ? absoluteUrl(text) : undefined;
    if (url !== undefined && !/#|^https?:\/\/[^/?]*@/.test(url)) return [url];
    reporter.invalid(typeof shape === 'string' ? ['hub'] : ['hub', index], text);
    return [];
  });
  return [...new Set(urls)];
}

function fileNames(files: ConfigShape['files'], reporter: ConfigReporter): Config['files'] {
  const seen = new Map<string, string>();
  for (const [key, name] of Object.entries(files)) {
    if (name === false) continue;
    const isUsable = !/^\/|\\|\0|[?#]|(?:^|\/)\.{0,2}(?:\/|$)|^\.feedmill(?:\/|$)/i.test(name);
    const same = seen.get(name.toLowerCase());
    if (!isUsable) reporter.invalid(['files', key], name);
    else if (same !== undefined)
      reporter.report('config-duplicate', ['files', key], {
        key: `files.${key}`,
        name,
        other: `files.${same}`,
      });
    seen.set(name.toLowerCase(), key);
  }
  return files;
}
