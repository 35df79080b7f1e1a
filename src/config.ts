import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import * as v from 'valibot';
import type { Person } from './article/model.ts';
import type { License } from './license.ts';
import { readDocument, type ConfigDocument } from './config/document.ts';
import { mistaken, shapeProblems, type Places } from './config/mistakes.ts';
import type { Told } from './config/podcast.ts';
import { resolveConfig, type Complain } from './config/resolve.ts';
import { schema } from './config/schema.ts';
import type { HostName, Redirect } from './hosting/host.ts';
import type { Podcast } from './podcast/model.ts';
import { hasErrors, problem, type Place, type Problem } from './problem.ts';
import type { TopicKind, Where } from './select/where.ts';

/** The feeds of a site beside its own. */
export interface FeedsConfig {
  /** A feed for each value of these. */
  readonly by: readonly TopicKind[];
  /** How many articles a value needs. */
  readonly minimum: number;
  readonly limit: number;
  readonly body: 'full' | 'summary';
  readonly custom: readonly CustomFeed[];
}

/** A hand-made feed. */
export interface CustomFeed {
  /** Its folder below `feeds/`. */
  readonly name: string;
  /** Plain texts. */
  readonly title: string;
  readonly description: string;
  readonly where: Where;
  /** Where the config chooses its articles. */
  readonly place: Place;
  readonly limit: number;
  readonly body: 'full' | 'summary';
  /** Where the feed is a podcast. */
  readonly podcast?: Podcast;
}

/** What a build does, complete: every default filled in, every address absolute. */
export interface Config {
  /** Absolute path of the folder everything else is relative to. */
  readonly root: string;
  /** Absolute URL of the site, ends with `/`. */
  readonly url: string;
  /** Plain texts. */
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA. */
  readonly timezone: string;
  readonly authors: readonly Person[];
  readonly people: Readonly<Record<string, Person>>;
  /** Folders and globs below the root; one that begins with `!` excludes. */
  readonly content: readonly string[];
  /** Path below the root, with `/`. */
  readonly output: string;
  readonly permalink: string;
  readonly pages: boolean;
  readonly limit: number;
  readonly body: 'full' | 'summary';
  /** How large a feed may be. */
  readonly maxBytes: number;
  readonly feeds: FeedsConfig;
  /** How many articles an archive holds; absent where there are none. */
  readonly archiveSize?: number;
  /** Top folders of the content that are languages, and their BCP 47 tags; absent where their names tell. */
  readonly languages?: ReadonlyMap<string, string>;
  /** Paths below the output folder. */
  readonly files: Readonly<Record<'rss' | 'atom' | 'json' | 'index' | 'opml' | 'sitemap', string | false>>;
  /** Whether XML feeds say what browsers show of them. */
  readonly browserView: boolean;
  readonly hosting: readonly HostName[];
  /** Absolute URLs. */
  readonly redirects: readonly Redirect[];
  readonly undated: 'error' | 'skip';
  readonly license?: License;
  /** Absolute URLs. */
  readonly icon?: string;
  readonly logo?: string;
  /** Where the site's feed is a podcast. */
  readonly podcast?: Podcast;
}

const fileNames = ['feedmill.yaml', 'feedmill.yml'];

/** What `loadConfig` starts from. */
export interface ConfigSource {
  /** Absolute path of the site's folder. */
  readonly root: string;
  /** The config file, where one was named. */
  readonly file?: string;
  /** Values from the command line, by key; they win over the file. */
  readonly flags: Readonly<Record<string, unknown>>;
}

/** Reads the config file and the flags into one complete config, or reports everything that is wrong with them. */
export function loadConfig({ root, file, flags }: ConfigSource): { config?: Config; problems: Problem[] } {
  const location = file === undefined ? findFile(root) : resolve(root, file);
  const name = location === undefined ? undefined : relative(root, location).split(sep).join('/');
  let text = '';
  if (location !== undefined && name !== undefined) {
    if (!existsSync(location)) return { problems: [problem('config-not-found', {}, { path: name })] };
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(location));
    } catch (error) {
      const isText =
        error instanceof Error && 'code' in error && error.code !== 'ERR_ENCODING_INVALID_ENCODED_DATA';
      const detail = isText ? String(error.code) : 'it is not valid UTF-8';
      return { problems: [problem('file-unreadable', { file: name }, { path: name, detail })] };
    }
  }
  const document = readDocument(text, name);
  if (hasErrors(document.problems)) return { problems: [...document.problems] };
  return check(root, document, flags);
}

function findFile(root: string): string | undefined {
  return fileNames.map((name) => join(root, name)).find((path) => existsSync(path));
}

function check(
  root: string,
  document: ConfigDocument,
  flags: ConfigSource['flags'],
): { config?: Config; problems: Problem[] } {
  const input = { ...document.value, ...flags };
  const flag = (path: readonly (string | number)[]): Place | undefined => {
    const key = String(path[0] ?? '');
    return Object.hasOwn(flags, key) ? { file: `--${key}` } : undefined;
  };
  const places: Places = {
    value: (path) => flag(path) ?? document.place(path),
    key: (path) => flag(path) ?? document.keyPlace(path),
  };
  const problems = shapeProblems(input, places);
  const complain: Complain = (path, received) => {
    problems.push(mistaken(path, received, places.value(path)));
  };
  const told: Pick<Told, 'tell' | 'place'> = {
    tell: (code, path, args) => problems.push(problem(code, places.value(path), args)),
    place: places.value,
  };
  const parsed = v.safeParse(schema, input);
  if (parsed.success) {
    const config = resolveConfig(root, parsed.output, complain, told);
    return hasErrors(problems) ? { problems } : { config, problems };
  }
  // What is wrong with one key must not hide what is wrong with another: the rest is looked at without it.
  const wrong = new Set(parsed.issues.map(({ path }) => String(path?.[0]?.key)));
  const rest = Object.entries(input).filter(([key]) => !wrong.has(key));
  const others = v.safeParse(schema, {
    url: 'https://site.invalid/',
    title: '?',
    ...Object.fromEntries(rest),
  });
  if (others.success) resolveConfig(root, others.output, complain, told);
  return { problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}
