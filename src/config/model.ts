import type { TopicKind, TopicFilter } from '../content/topic-filter.ts';
import type { Place, Problem } from '../problems/problem.ts';
import type { Podcast } from '../content/podcast/model.ts';
import type { Person } from '../content/article/model.ts';
import type { HostName, Redirect } from '../hosting/host.ts';
import type { License } from '../content/license.ts';
import type { Hooks } from './hooks.ts';

/** The feeds of a site in addition to its main feed. */
export interface FeedsConfig {
  /** The properties of articles whose values each have a feed. */
  readonly by: readonly TopicKind[];
  /** The minimum number of articles for a feed. */
  readonly minimum: number;
  readonly limit: number;
  readonly body: 'full' | 'summary';
  readonly custom: readonly CustomFeed[];
}

/** A custom feed: an entry of `feeds.custom`. */
export interface CustomFeed {
  /** Its folder below `feeds/`. */
  readonly name: string;
  /** Plain texts. */
  readonly title: string;
  readonly description: string;
  readonly where: TopicFilter;
  /** The position of `where` in the config. */
  readonly place: Place;
  readonly limit: number;
  readonly body: 'full' | 'summary';
  /** Present if the feed is a podcast. */
  readonly podcast?: Podcast;
}

/** A complete config. All defaults are filled in, and all URLs are absolute. */
export interface Config {
  /** Absolute path of the folder that all other paths are relative to. */
  readonly root: string;
  /** Absolute URL of the site. It ends with `/`. */
  readonly url: string;
  /** Plain texts. */
  readonly title: string;
  readonly description: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** IANA name. */
  readonly timezone: string;
  readonly authors: readonly Person[];
  readonly people: Readonly<Record<string, Person>>;
  /** Folders and globs, relative to the root. Entries that start with `!` exclude files. */
  readonly content: readonly string[];
  /** Path of the output folder, relative to the root, with `/` as the separator. */
  readonly output: string;
  readonly permalink: string;
  readonly pages: boolean;
  readonly limit: number;
  readonly body: 'full' | 'summary';
  /** The maximum size of a feed in bytes. */
  readonly maxBytes: number;
  readonly feeds: FeedsConfig;
  /** The number of articles in an archive document. Absent if the site has no archives. */
  readonly archiveSize?: number;
  /** Top-level content folders that set a language, and its BCP 47 tag. Absent if folders with two-letter names set it. */
  readonly languages?: ReadonlyMap<string, string>;
  /** Whether items also contain the Markdown of the article. */
  readonly markdown: boolean;
  /** Paths relative to the output folder. `false` omits the file. */
  readonly files: Readonly<Record<'rss' | 'atom' | 'json' | 'index' | 'opml' | 'sitemap', string | false>>;
  /** Whether browsers show RSS and Atom feeds as a readable page. */
  readonly browserView: boolean;
  readonly hosting: readonly HostName[];
  /** Absolute URLs. */
  readonly redirects: readonly Redirect[];
  /** Absolute URLs of WebSub hubs, without duplicates. */
  readonly hubs: readonly string[];
  readonly undated: 'error' | 'skip';
  /** Whether a lock file records what subscribers have, and its path relative to the root, with `/` as the separator. */
  readonly lock: boolean;
  readonly lockFile: string;
  /** The limits of the guard. */
  readonly guard: Guard;
  readonly license?: License;
  /** Absolute URLs. */
  readonly icon?: string;
  readonly logo?: string;
  /** Present if the main feed is a podcast. */
  readonly podcast?: Podcast;
  /** Empty if the config contains no code. */
  readonly hooks: Hooks;
}

/** Where `loadConfig` finds the config, and the values that override it. */
export interface ConfigSource {
  /** Path of the site's folder. */
  readonly root: string;
  /** Path of the config file, relative to `root`. Default: `feedmill.yaml`, `feedmill.config.mjs` or another standard name. */
  readonly file?: string;
  /** Values of config keys, such as `{ limit: 50 }`. They override the values in the file. */
  readonly flags?: Readonly<Record<string, unknown>>;
}

/** The result of `loadConfig`. `config` is absent if any of the problems is an error. */
export interface LoadedConfig {
  readonly config?: Config;
  readonly problems: readonly Problem[];
}

/** The maximum number of published articles that a build may change without `accept`, by kind of change. */
export interface Guard {
  readonly resurfaced: number;
  readonly updated: number;
  readonly removed: number;
}
