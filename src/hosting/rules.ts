import { problem, type Problem } from '../problems/problem.ts';
import { urlPath, type HostFile, type HostingSite } from './host.ts';

/** The URLs served as `mediaType`: one path, or all paths with the same beginning and end. */
export interface Rule {
  /** Percent-encoded; `['/feed.xml']` or `['/tags/', 'feed.xml']`. */
  readonly path: readonly [whole: string] | readonly [begin: string, end: string];
  readonly mediaType: string;
}

/**
 * Returns the rules for the feeds of a site: one per feed or, if that exceeds `limit`, as few as wildcards allow. No two rules match the
 * same feed, since hosts join the headers of all matching rules.
 */
export function feedRules({ feeds, url: site }: HostingSite, limit: number): readonly Rule[] {
  const base = urlPath(site);
  const all = feeds.map(({ url, mediaType }) => ({ path: urlPath(url), mediaType }));
  const exact = (some: typeof all): Rule[] =>
    some.map(({ path, mediaType }) => ({ path: [path], mediaType }));
  if (all.length <= limit) return exact(all);
  const wide = new Map(
    all.flatMap(({ path }) => wildcards(path, base)).map((path) => [path.join('*'), path]),
  );
  const candidates = [...wide.values()]
    .map((path) => ({ path, held: all.filter((one) => meets(path, one.path)) }))
    .toSorted((a, b) => b.held.length - a.held.length);
  const covered = new Set<string>();
  const rules: Rule[] = [];
  for (const { path, held } of candidates) {
    const types = new Set(held.map(({ mediaType }) => mediaType));
    const [mediaType = ''] = types;
    if (held.length < 2 || types.size > 1 || held.some((one) => covered.has(one.path))) continue;
    for (const one of held) covered.add(one.path);
    rules.push({ path, mediaType });
  }
  // Single paths come first: they are the site's own feeds, in case the host stops reading.
  return [...exact(all.filter(({ path }) => !covered.has(path))), ...rules];
}

/** Returns patterns for feeds with one name below one folder (`/tags/*feed.xml`), or with a number (`/archive/feed-*.xml`). */
function wildcards(path: string, base: string): [begin: string, end: string][] {
  const folder = path.indexOf('/', base.length) + 1;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [, stem = '', end = ''] = /^(.*[^/\d])\d+(\D*)$/.exec(path) ?? [];
  const found: [string, string][] = [];
  if (folder > 0) found.push([path.slice(0, folder), name]);
  if (stem !== '') found.push([stem, end]);
  return found;
}

function meets([begin, end]: readonly [string, string], path: string): boolean {
  return path.startsWith(begin) && path.endsWith(end) && path.length >= begin.length + end.length;
}

/** Returns the problem for hosts that read `files` only at the root of the deployment, if the site is below it. */
export function belowRoot({ url }: HostingSite, host: string, files: readonly HostFile[]): Problem[] {
  const base = urlPath(url);
  const paths = files.map(({ path }) => path).join(', ');
  return base === '/' ? [] : [problem('host-below-root', {}, { host, files: paths, base })];
}

/** Returns the problem that a host reads no more than `limit` rules in `file`, if there are more. */
export function tooMany(host: string, file: string, count: number, limit: number): Problem[] {
  return count <= limit ? [] : [problem('host-limit', {}, { host, file, count, limit })];
}
