import type { TopicKind, TopicFilter } from '../content/topic-filter.ts';
import type { Place, Problem } from '../problems/problem.ts';
import type { Podcast } from '../content/podcast/model.ts';
import type { Person } from '../content/article/model.ts';
import type { HostName, Redirect } from '../hosting/host.ts';
import type { License } from '../content/license.ts';
import type { Hooks } from './hooks.ts';

/** The feeds of a site apart from its main feed. */
export interface FeedsConfig {
  /** Each value of these has a feed. */
  readonly by: readonly TopicKind[];
  /** How many articles a value needs for a feed. */
  readonly minimum: number;
  readonly limit: number;
  readonly body: 'full' | 'summary';
  readonly custom: readonly CustomFeed[];
}

/** A feed of `feeds.custom`. */
export interface CustomFeed {
  /** Its folder below `feeds/`. */
  readonly name: string;
  /** Plain texts. */
  readonly title: string;
  readonly description: string;
  readonly where: TopicFilter;
  /** Where the config has the filter. */
  readonly place: Place;
  readonly limit: number;
  readonly body: 'full' | 'summary';
  /** Present if the feed is a podcast. */
  readonly podcast?: Podcast;
}

/** A complete config: it has every default, and every URL is absolute. */
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
  /** Folders and globs below the root. Those that begin with `!` exclude. */
  readonly content: readonly string[];
  /** Path of the output folder below the root, with `/`. */
  readonly output: string;
  readonly permalink: string;
  readonly pages: boolean;
  readonly limit: number;
  readonly body: 'full' | 'summary';
  /** The most bytes that a feed may have. */
  readonly maxBytes: number;
  readonly feeds: FeedsConfig;
  /** How many articles an archive contains; absent if the site has no archives. */
  readonly archiveSize?: number;
  /** Top folders of the content that set a language, with its BCP 47 tag; absent if two-letter names decide. */
  readonly languages?: ReadonlyMap<string, string>;
  /** Whether items contain the Markdown too. */
  readonly markdown: boolean;
  /** Paths below the output folder. */
  readonly files: Readonly<Record<'rss' | 'atom' | 'json' | 'index' | 'opml' | 'sitemap', string | false>>;
  /** Whether XML feeds show a readable page in a browser. */
  readonly browserView: boolean;
  readonly hosting: readonly HostName[];
  /** Absolute URLs. */
  readonly redirects: readonly Redirect[];
  /** Absolute URLs of WebSub hubs, each one once. */
  readonly hubs: readonly string[];
  readonly undated: 'error' | 'skip';
  /** Whether a lock file records what subscribers have, and its path below the root, with `/`. */
  readonly lock: boolean;
  readonly lockFile: string;
  /** What a build may change for subscribers without `accept`. */
  readonly guard: Guard;
  readonly license?: License;
  /** Absolute URLs. */
  readonly icon?: string;
  readonly logo?: string;
  /** Present if the main feed is a podcast. */
  readonly podcast?: Podcast;
  /** Empty if the site has no code of its own. */
  readonly hooks: Hooks;
}

/** Where `loadConfig` finds a config. */
export interface ConfigSource {
  /** Path of the site's folder. */
  readonly root: string;
  /** Path of the config file, relative to `root`. Default: `feedmill.yaml`, `feedmill.config.mjs` or another of its names. */
  readonly file?: string;
  /** Values of config keys, such as `{ limit: 50 }`. They take precedence over those of the file. */
  readonly flags?: Readonly<Record<string, unknown>>;
}

/** The result of `loadConfig`. `config` is absent if a problem is an error. */
export interface LoadedConfig {
  readonly config?: Config;
  readonly problems: readonly Problem[];
}

/** The most articles of each kind that a build may change without `accept`. */
export interface Guard {
  readonly resurfaced: number;
  readonly updated: number;
  readonly removed: number;
}
