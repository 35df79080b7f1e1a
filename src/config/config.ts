import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Person } from '../content/article/model.ts';
import type { License } from '../content/license.ts';
import { findConfigFiles, isCode } from './files.ts';
import { readDocument, type ConfigDocument } from './document.ts';
import { mistaken, shapeProblems, type Places } from './schema-errors.ts';
import type { Told } from './podcast.ts';
import { resolveConfig, type Complain } from './resolve.ts';
import { schema } from './schema.ts';
import type { Guard } from '../subscribers/guard.ts';
import type { Hooks } from '../pipeline/hooks.ts';
import type { HostName, Redirect } from '../hosting/host.ts';
import type { Podcast } from '../content/podcast/model.ts';
import { hasErrors, problem, type Place, type Problem } from '../problems/problem.ts';
import type { TopicKind, Where } from '../content/topic-filter.ts';

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
  /** Whether items carry the Markdown too. */
  readonly markdown: boolean;
  /** Paths below the output folder. */
  readonly files: Readonly<Record<'rss' | 'atom' | 'json' | 'index' | 'opml' | 'sitemap', string | false>>;
  /** Whether XML feeds say what browsers show of them. */
  readonly browserView: boolean;
  readonly hosting: readonly HostName[];
  /** Absolute URLs. */
  readonly redirects: readonly Redirect[];
  /** Absolute URLs of WebSub hubs, none twice. */
  readonly hubs: readonly string[];
  readonly undated: 'error' | 'skip';
  /** Whether what subscribers have is kept in a lock file. */
  readonly lock: boolean;
  /** What a build may do to subscribers unasked. */
  readonly guard: Guard;
  readonly license?: License;
  /** Absolute URLs. */
  readonly icon?: string;
  readonly logo?: string;
  /** Where the site's feed is a podcast. */
  readonly podcast?: Podcast;
  /** Code of the site's own; empty without. */
  readonly hooks: Hooks;
}

/** What `loadConfig` starts from. */
export interface ConfigSource {
  /** Absolute path of the site's folder. */
  readonly root: string;
  /** The config file, where one was named. */
  readonly file?: string;
  /** Values from the command line, by key; they win over the file. */
  readonly flags: Readonly<Record<string, unknown>>;
}

/** What `loadConfig` came to: without `config` nothing can be built. */
export interface LoadedConfig {
  readonly config?: Config;
  readonly problems: readonly Problem[];
}

/**
 * Reads the config file and the flags into one complete config, or reports everything that is wrong with them. A config
 * written in JavaScript is run; one that changed since the last call is run again.
 */
export async function loadConfig({ root, file, flags }: ConfigSource): Promise<LoadedConfig> {
  const found = findConfigFiles(root, file);
  const [first] = found;
  if (found.length > 1)
    return { problems: [problem('config-twice', {}, { files: found.map(({ name }) => name).join(', ') })] };
  if (!first) return check(root, readDocument(''), flags);
  const { location, name } = first;
  if (!existsSync(location)) return { problems: [problem('config-not-found', {}, { path: name })] };
  if (isCode(first)) {
    // Most sites have no code in their config, and need not load what runs it.
    const { readModule } = await import('./module.ts');
    const { hooks, ...module } = await readModule(location, root, name);
    const { config, problems } = check(root, module, flags, hooks);
    return config ? { config, problems } : { problems };
  }
  const text = readText(location, name);
  return typeof text === 'string' ? check(root, readDocument(text, name), flags) : { problems: [text] };
}

function readText(location: string, name: string): string | Problem {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(location));
  } catch (error) {
    const isText =
      error instanceof Error && 'code' in error && error.code !== 'ERR_ENCODING_INVALID_ENCODED_DATA';
    const detail = isText ? String(error.code) : 'it is not valid UTF-8';
    return problem('file-unreadable', { file: name }, { path: name, detail });
  }
}

function check(
  root: string,
  document: ConfigDocument,
  flags: ConfigSource['flags'],
  hooks?: Hooks,
): LoadedConfig {
  if (document.problems.some(({ code }) => code !== 'config-value')) return { problems: document.problems };
  const input = { ...document.value, ...flags };
  const flag = (path: readonly (string | number)[]): Place | undefined => {
    const key = String(path[0] ?? '');
    return Object.hasOwn(flags, key) ? { file: `--${key}` } : undefined;
  };
  const places: Places = {
    value: (path) => flag(path) ?? document.place(path),
    key: (path) => flag(path) ?? document.keyPlace(path),
    isCode: hooks !== undefined,
  };
  const problems = [...document.problems, ...shapeProblems(input, places)];
  const complain: Complain = (path, received) => {
    problems.push(mistaken(path, received, places.value(path)));
  };
  const told: Pick<Told, 'tell' | 'place'> = {
    tell: (code, path, args) => problems.push(problem(code, places.value(path), args)),
    place: places.value,
  };
  const parsed = v.safeParse(schema, input);
  if (parsed.success) {
    const config = { ...resolveConfig(root, parsed.output, complain, told), hooks: hooks ?? {} };
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
