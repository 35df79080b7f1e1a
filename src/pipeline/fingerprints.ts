import { contentHash } from '../base/hash.ts';
import { resolvedLinksDigest, type ArticleLinks } from '../markdown/links.ts';
import type { BuildCache, CachedRendering } from '../cache/model.ts';
import type { Neighbours, TopicLink } from '../pages/site.ts';
import type { RenderResult } from './write-article.ts';
import type { Dated, FeedPlan, Undated } from '../feeds/select.ts';
import type { Addresses, Lists, SiteData } from '../pages/site-data.ts';
import { withTopics } from '../pages/site-data.ts';
import type { Copies } from './write-site-files.ts';

/** Says what everything that is printed is made from, in few characters. */
export interface Fingerprints {
  /** Digests of what any article may refer to, and of the topics that have a feed. */
  readonly linkTargets: string;
  readonly topics: string;
  /** What is remembered of an article, where all of it still holds. */
  fresh(parsed: Dated | Undated): CachedRendering | undefined;
  /** What is to be remembered of an article that was printed; nothing where it changed meanwhile. */
  remember(parsed: Dated | Undated, print: RenderResult): CachedRendering | undefined;
  /** What a page is made from. */
  page(cache: CachedRendering, neighbours: Neighbours): string;
  /** What a feed with articles that are remembered as `held` is made from. */
  feed(plan: FeedPlan, held: readonly CachedRendering[]): string;
  /** What a page of the site with a list of articles, each with what it is made from, is made from. */
  list(said: unknown, listed: readonly string[]): string;
  /** What stands around the feeds is made from. */
  siteFiles(
    plans: readonly FeedPlan[],
    shown: readonly (Dated | Undated)[],
    lists: Lists,
    copies: Pick<Copies, 'contents'>,
  ): string;
}

/** What stamps are made of. */
export interface FingerprintOptions {
  readonly cache: Pick<BuildCache, 'languages' | 'linkTargets' | 'topics' | 'renderings'>;
  readonly addresses: Addresses;
  readonly site: SiteData;
  /** Digest of the folders that are languages. */
  readonly languages: string;
  /** Digest of the files articles may refer to. */
  readonly assets: string;
  readonly links: (from: Dated | Undated) => ArticleLinks;
  readonly hasFile: (file: string) => boolean;
}

/** Stamps for one build. */
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
  // They say what language an article is in, what section, and what its address is.
  const areSameLanguages = languages === cache.languages;
  const isSameWorld = linkTargets === cache.linkTargets;
  const areSameTopics = topics === cache.topics;

  const saidOfTopics = new Map<TopicLink, string>();

  /** What a page says of one topic: not how many articles it has. */
  function saidOf(topic: TopicLink | undefined): string {
    if (!topic) return '';
    const said = saidOfTopics.get(topic) ?? JSON.stringify({ ...topic, count: 0 });
    saidOfTopics.set(topic, said);
    return said;
  }

  /** What the page of an article says of its topics. */
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
    remember(parsed, { summary, found, local, named, assets: files, problems, isWhole, isAsRead }) {
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

/** A copy that shares no texts: a reference cut out of an article would keep all of that in memory. */
function copied(cache: Omit<CachedRendering, 'fingerprint'>): Omit<CachedRendering, 'fingerprint'> {
  return JSON.parse(JSON.stringify(cache));
}

/** What lists of pages and hosts are told of an article. */
function whereOf({ article: { url, updated, language, translations } }: Dated | Undated): string {
  const others = translations.map((one) => `${one.language} ${one.url}`);
  return [url, updated?.instant ?? '', language, ...others].join('\t');
}

/** What an item is made from. */
export function itemFingerprint({ fingerprint, found }: CachedRendering): string {
  return `${fingerprint} ${found}`;
}

/** What the metadata and the text of an article are made from, but for what its references lead to: its file, and what was found beside that. */
export function articleFingerprint({ hash, article, assets, record }: Dated | Undated): string {
  const { translations, image, attachments, episode } = article;
  if (translations.length === 0 && assets.length === 0 && record === undefined) return hash;
  return `${hash} ${contentHash(JSON.stringify([translations, image, attachments, episode, record]))}`;
}
