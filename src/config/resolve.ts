import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Person } from '../content/article/model.ts';
import { isTimeZone } from '../base/date.ts';
import type { Redirect } from '../hosting/host.ts';
import { redirectSource, redirectTarget } from '../hosting/redirects.ts';
import { languageTag } from '../base/language.ts';
import { readLicense } from '../content/license.ts';
import { line } from '../base/text.ts';
import { absoluteUrl, encodePath, isWebUrl } from '../base/url.ts';
import { describeValue } from './schema-errors.ts';
import { resolveFeeds, resolveLanguages } from './resolve-feeds.ts';
import { resolvePodcast, type ConfigReporter, type ReportValue } from './resolve-podcast.ts';
import type { ConfigShape } from './schema.ts';
import type { Config } from './model.ts';
const placeholders = new Set(['path', 'slug', 'section', 'year', 'month', 'day']);

/**
 * The config in its final form; what a shape alone cannot tell (is this a time zone, an address, a language?)
 * is told to `complain`, and the result then is not to be used.
 */
export function resolveConfig(
  root: string,
  shape: ConfigShape,
  reportValue: ReportValue,
  told: Omit<ConfigReporter, 'complain'>,
): Omit<Config, 'hooks' | 'lockFile'> {
  const url =
    siteUrl(shape.url) ?? (reportValue(['url'], describeValue(shape.url)), 'https://invalid.invalid/');
  const address = (path: readonly (string | number)[], value: string | undefined) => {
    if (value === undefined) return undefined;
    const isPath = path[0] === 'icon' || path[0] === 'logo' || value.startsWith('/');
    const absolute = isWebUrl(value) || isPath ? absoluteUrl(value.replace(/^\/+/, ''), url) : undefined;
    if (absolute !== undefined && isWebUrl(absolute)) return absolute;
    reportValue(path, describeValue(value));
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
  if (language === undefined) reportValue(['language'], describeValue(shape.language));
  if (!isTimeZone(shape.timezone)) reportValue(['timezone'], describeValue(shape.timezone));
  if (!isPattern(shape.permalink)) reportValue(['permalink'], describeValue(shape.permalink));
  const icon = address(['icon'], shape.icon);
  const logo = address(['logo'], shape.logo);
  const output = below(root, shape.output);
  if (output === undefined || output === '') reportValue(['output'], describeValue(shape.output));
  const title = line(shape.title);
  const languages = resolveLanguages(shape.languages, reportValue);
  const authors = shape.authors.map((one, index) => person(['authors', index], one));
  const files = fileNames(shape.files, reportValue);
  const feed = { url, title, authors, address: url + encodePath(files.rss === false ? '' : files.rss) };
  const podcast =
    shape.podcast && resolvePodcast(shape.podcast, ['podcast'], feed, { ...told, complain: reportValue });
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
    feeds: resolveFeeds(shape, { url, authors }, { ...told, complain: reportValue }),
    ...(shape.archives && { archiveSize: shape.archiveSize }),
    ...(languages && { languages }),
    files,
    browserView: shape.browserView,
    hosting: shape.hosting,
    redirects: redirects(shape.redirects, url, reportValue),
    hubs: hubs(shape.hub, reportValue),
    undated: shape.undated,
    lock: shape.lock,
    guard: shape.guard,
    ...(shape.license !== undefined && { license: readLicense(line(shape.license)) }),
    ...(icon !== undefined && { icon }),
    ...(logo !== undefined && { logo }),
    ...(podcast && { podcast }),
  };
}

/** The site's address in canonical form with a `/` at its end; nothing where it cannot be one. */
function siteUrl(text: string): string | undefined {
  const url = isWebUrl(text) ? absoluteUrl(text) : undefined;
  if (url === undefined || /[?#]/.test(url) || new URL(url).username !== '') return undefined;
  return url.endsWith('/') ? url : `${url}/`;
}

/** `path` relative to `root` with `/`, also where it lies outside (then with `..`): output may be a sibling folder. */
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

function redirects(shape: ConfigShape['redirects'], url: string, reportValue: ReportValue): Redirect[] {
  return Object.entries(shape).flatMap(([old, now]) => {
    const [from, to] = [redirectSource(old, url), redirectTarget(now, url)];
    if (from === undefined || to === undefined)
      reportValue(['redirects', old], `${describeValue(old)}: ${describeValue(now)}`);
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}

/** Hubs as feeds name them; a password would be published with the feed. */
function hubs(shape: ConfigShape['hub'], reportValue: ReportValue): string[] {
  const given = typeof shape === 'string' ? [shape] : (shape ?? []);
  const urls = given.flatMap((text, index) => {
    const url = isWebUrl(text) ? absoluteUrl(text) : undefined;
    if (url !== undefined && !/#|^https?:\/\/[^/?]*@/.test(url)) return [url];
    reportValue(typeof shape === 'string' ? ['hub'] : ['hub', index], describeValue(text));
    return [];
  });
  return [...new Set(urls)];
}

function fileNames(files: ConfigShape['files'], reportValue: ReportValue): Config['files'] {
  const seen = new Map<string, string>();
  for (const [key, name] of Object.entries(files)) {
    if (name === false) continue;
    const isUsable = !/^\/|\\|\0|[?#]|(?:^|\/)\.{0,2}(?:\/|$)|^\.feedmill(?:\/|$)/i.test(name);
    const same = seen.get(name.toLowerCase());
    if (!isUsable) reportValue(['files', key], describeValue(name));
    else if (same !== undefined)
      reportValue(['files', key], `${describeValue(name)}, as \`files.${same}\` is`);
    seen.set(name.toLowerCase(), key);
  }
  return files;
}
