import type { TopicKind, TopicFilter } from '../content/topic-filter.ts';
import type { Place, Problem } from '../problems/problem.ts';
import type { Podcast } from '../content/podcast/model.ts';
import type { Person } from '../content/article/model.ts';
import type { HostName, Redirect } from '../hosting/host.ts';
import type { License } from '../content/license.ts';
import type { Hooks } from './hooks.ts';

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
  readonly where: TopicFilter;
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
  /** Whether what subscribers have is kept in a lock file, and where: its path below the root, with `/`. */
  readonly lock: boolean;
  readonly lockFile: string;
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

/** Where `loadConfig` reads a config. */
export interface ConfigSource {
  /** Path of the site's folder. */
  readonly root: string;
  /** Path of the config file, from `root`. Default: `feedmill.yaml`, or another of its names, in `root`. */
  readonly file?: string;
  /** Values of config keys, such as `{ limit: 50 }`. They win over those of the file. */
  readonly flags?: Readonly<Record<string, unknown>>;
}

/** The result of `loadConfig`. `config` is absent where a problem is an error. */
export interface LoadedConfig {
  readonly config?: Config;
  readonly problems: readonly Problem[];
}

/** How many of each a build may do to subscribers unasked. */
export interface Guard {
  readonly resurfaced: number;
  readonly updated: number;
  readonly removed: number;
}
