import { contentHash } from '../base/hash.ts';
import { resolvedLinksDigest, type ArticleLinks } from '../markdown/links.ts';
import type { BuildCache, CachedRendering } from '../cache/model.ts';
import type { Neighbours, TopicLink } from '../pages/site.ts';
import type { RenderResult } from './write-article.ts';
import type { Dated, FeedPlan, Undated } from '../feeds/select.ts';
import type { Addresses, Lists, SiteData } from '../pages/site-data.ts';
import { withTopics } from '../pages/site-data.ts';
import type { Copies } from './write-site-files.ts';

/** Fingerprints of the inputs of every output file. */
export interface Fingerprints {
  /** Digests of the link targets of articles, and of the topics with a feed. */
  readonly linkTargets: string;
  readonly topics: string;
  /** Returns the cached rendering of an article if it is still valid. */
  fresh(parsed: Dated | Undated): CachedRendering | undefined;
  /** Returns the cache entry of a rendered article; `undefined` if the article changed meanwhile. */
  cacheEntry(parsed: Dated | Undated, result: RenderResult): CachedRendering | undefined;
  /** Returns the fingerprint of an article page. */
  page(cache: CachedRendering, neighbours: Neighbours): string;
  /** Returns the fingerprint of a feed whose articles have the cache entries `held`. */
  feed(plan: FeedPlan, held: readonly CachedRendering[]): string;
  /** Returns the fingerprint of a list page and of the articles on it. */
  list(said: unknown, listed: readonly string[]): string;
  /** Returns the fingerprint of the files around the feeds. */
  siteFiles(
    plans: readonly FeedPlan[],
    shown: readonly (Dated | Undated)[],
    lists: Lists,
    copies: Pick<Copies, 'contents'>,
  ): string;
}

/** The inputs of fingerprints. */
export interface FingerprintOptions {
  readonly cache: Pick<BuildCache, 'languages' | 'linkTargets' | 'topics' | 'renderings'>;
  readonly addresses: Addresses;
  readonly site: SiteData;
  /** Digest of the folders that are languages. */
  readonly languages: string;
  /** Digest of the files that articles may refer to. */
  readonly assets: string;
  readonly links: (from: Dated | Undated) => ArticleLinks;
  readonly hasFile: (file: string) => boolean;
}

/** Creates the fingerprints of one build. */
export function createFingerprints(options: FingerprintOptions): Fingerprints {
  const { cache, addresses, site, languages, assets, links, hasFile } = options;
  const { published, unpublished, otherUrls: known } = addresses;
  const { topics: linked, topicKeys, ...rest } = site;
  const linkTargets = contentHash(
    [[...published].join('\n'), [...unpublished].join('\n'), known.join('\n'), assets].join('\n\n'),
  );
  const topics = contentHash(
    JSON.stringify([linked.map(({ count: _count, ...one }) => one), [...topicKeys]]),
  );
  const counts = contentHash(linked.map(({ count }) => count).join());
  const front = contentHash(JSON.stringify([rest, languages]));
  const { topicOf } = withTopics(site);
  // They determine the language, the section and the URL of an article.
  const areSameLanguages = languages === cache.languages;
  const isSameWorld = linkTargets === cache.linkTargets;
  const areSameTopics = topics === cache.topics;

  const saidOfTopics = new Map<TopicLink, string>();

  /** Returns the data of a topic that an article page shows, which excludes the number of articles. */
  function saidOf(topic: TopicLink | undefined): string {
    if (!topic) return '';
    const said = saidOfTopics.get(topic) ?? JSON.stringify({ ...topic, count: 0 });
    saidOfTopics.set(topic, said);
    return said;
  }

  /** Returns the data of an article's topics that its page shows. */
  function topicsOf({ article }: Dated | Undated): string {
    const { language, section, categories, tags, authors } = article;
    const said = [
      topicOf('language', language),
      topicOf('section', section),
      ...categories.map((one) => topicOf('category', one)),
      ...tags.map((one) => topicOf('tag', one)),
      ...authors.map(({ name }) => topicOf('author', name)),
    ];
    return said.some((one) => one !== undefined) ? contentHash(said.map(saidOf).join('\n')) : '';
  }

  return {
    linkTargets,
    topics,
    fresh(parsed) {
      const one = areSameLanguages ? cache.renderings.get(parsed.article.file) : undefined;
      if (!one || one.fingerprint !== articleFingerprint(parsed)) return undefined;
      if (!isSameWorld) {
        if (one.named || one.assets?.some(([file]) => !hasFile(file))) return undefined;
        if (
          one.local !== undefined &&
          resolvedLinksDigest(links(parsed), JSON.parse(one.local)) !== one.found
        )
          return undefined;
      }
      return areSameTopics ? one : { ...one, topics: topicsOf(parsed) };
    },
    cacheEntry(parsed, { summary, found, local, named, assets: files, problems, isWhole, isAsRead }) {
      if (summary === undefined || !isAsRead) return undefined;
      const kept = copied({
        found,
        ...(local.length > 0 && { local: JSON.stringify(local) }),
        named,
        isWhole,
        ...(parsed.article.summary === undefined && { summary }),
        ...(files.length > 0 && {
          assets: files.map(({ source, url, path }) => [source.file, url, path] as const),
        }),
        ...(problems.length > 0 && { problems }),
        topics: topicsOf(parsed),
      });
      return { fingerprint: articleFingerprint(parsed), ...kept };
    },
    page({ fingerprint, found, topics: said }, { newer, older }) {
      const siteFiles = [newer, older].flatMap((one) => (one ? [one.title, one.url, one.language] : ['']));
      return contentHash([front, fingerprint, found, said, ...siteFiles].join('\n'));
    },
    feed({ articles, ...plan }, held) {
      const items = held.map((one, index) => `${articles[index]?.file ?? ''} ${itemFingerprint(one)}`);
      return contentHash([JSON.stringify(plan), ...items].join('\n'));
    },
    list(said, listed) {
      return contentHash([front, topics, counts, JSON.stringify(said), ...listed].join('\n'));
    },
    siteFiles(plans, shown, lists, copies) {
      const heads = plans.map(({ articles: _articles, ...plan }) => plan);
      const pages = [...lists.years, ...lists.topics.map(({ link }) => link)].map(({ url }) => url);
      const contents = [...copies.contents].map(([path, content]) => [path, contentHash(content)]);
      const said = JSON.stringify([heads, pages, contents, assets]);
      return contentHash([said, ...shown.map(whereOf)].join('\n'));
    },
  };
}

/** Returns a copy that shares no strings: a substring of an article would keep the whole article in memory. */
function copied(cache: Omit<CachedRendering, 'fingerprint'>): Omit<CachedRendering, 'fingerprint'> {
  return JSON.parse(JSON.stringify(cache));
}

/** Returns the data of an article that sitemaps and hosts need. */
function whereOf({ article: { url, updated, language, translations } }: Dated | Undated): string {
  const others = translations.map((one) => `${one.language} ${one.url}`);
  return [url, updated?.instant ?? '', language, ...others].join('\t');
}

/** Returns the fingerprint of a feed item. */
export function itemFingerprint({ fingerprint, found }: CachedRendering): string {
  return `${fingerprint} ${found}`;
}

/** Returns the fingerprint of an article's metadata and text, without its link targets: its file, and the data found elsewhere. */
export function articleFingerprint({ hash, article, assets, record }: Dated | Undated): string {
  const { translations, image, attachments, episode } = article;
  if (translations.length === 0 && assets.length === 0 && record === undefined) return hash;
  return `${hash} ${contentHash(JSON.stringify([translations, image, attachments, episode, record]))}`;
}
