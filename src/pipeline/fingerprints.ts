import { contentHash } from '../base/hash.ts';
import { whereTo, type ArticleLinks } from '../markdown/links.ts';
import type { Memory, PrintMemory } from '../cache/model.ts';
import type { Neighbours, TopicLink } from '../pages/site.ts';
import type { Print } from './write-article.ts';
import type { Dated, FeedPlan, Undated } from '../feeds/select.ts';
import type { Addresses, Lists, SiteData } from '../pages/site-data.ts';
import { withTopics } from '../pages/site-data.ts';
import type { Copies } from './write-site-files.ts';

/** Says what everything that is printed is made from, in few characters. */
export interface Stamps {
  /** Digests of what any article may refer to, and of the topics that have a feed. */
  readonly world: string;
  readonly topics: string;
  /** What is remembered of an article, where all of it still holds. */
  fresh(reading: Dated | Undated): PrintMemory | undefined;
  /** What is to be remembered of an article that was printed; nothing where it changed meanwhile. */
  remember(reading: Dated | Undated, print: Print): PrintMemory | undefined;
  /** What a page is made from. */
  page(memory: PrintMemory, neighbours: Neighbours): string;
  /** What a feed with articles that are remembered as `held` is made from. */
  feed(plan: FeedPlan, held: readonly PrintMemory[]): string;
  /** What a page of the site with a list of articles, each with what it is made from, is made from. */
  list(said: unknown, listed: readonly string[]): string;
  /** What stands around the feeds is made from. */
  around(
    plans: readonly FeedPlan[],
    shown: readonly (Dated | Undated)[],
    lists: Lists,
    copies: Pick<Copies, 'contents'>,
  ): string;
}

/** What stamps are made of. */
export interface StampsOptions {
  readonly memory: Pick<Memory, 'languages' | 'world' | 'topics' | 'prints'>;
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
export function createStamps(options: StampsOptions): Stamps {
  const { memory, addresses, site, languages, assets, links, hasFile } = options;
  const { published, unpublished, known } = addresses;
  const { topics: linked, topicKeys, ...rest } = site;
  const world = contentHash(
    [[...published].join('\n'), [...unpublished].join('\n'), known.join('\n'), assets].join('\n\n'),
  );
  const topics = contentHash(
    JSON.stringify([linked.map(({ count: _count, ...one }) => one), [...topicKeys]]),
  );
  const counts = contentHash(linked.map(({ count }) => count).join());
  const front = contentHash(JSON.stringify([rest, languages]));
  const { topicOf } = withTopics(site);
  // They say what language an article is in, what section, and what its address is.
  const areSameLanguages = languages === memory.languages;
  const isSameWorld = world === memory.world;
  const areSameTopics = topics === memory.topics;

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
    world,
    topics,
    fresh(reading) {
      const one = areSameLanguages ? memory.prints.get(reading.article.file) : undefined;
      if (!one || one.stamp !== stampOf(reading)) return undefined;
      if (!isSameWorld) {
        if (one.named || one.assets?.some(([file]) => !hasFile(file))) return undefined;
        if (one.local !== undefined && whereTo(links(reading), JSON.parse(one.local)) !== one.found)
          return undefined;
      }
      return areSameTopics ? one : { ...one, topics: topicsOf(reading) };
    },
    remember(reading, { summary, found, local, named, assets: files, problems, isWhole, isAsRead }) {
      if (summary === undefined || !isAsRead) return undefined;
      const kept = copied({
        found,
        ...(local.length > 0 && { local: JSON.stringify(local) }),
        named,
        isWhole,
        ...(reading.article.summary === undefined && { summary }),
        ...(files.length > 0 && {
          assets: files.map(({ source, url, path }) => [source.file, url, path] as const),
        }),
        ...(problems.length > 0 && { problems }),
        topics: topicsOf(reading),
      });
      return { stamp: stampOf(reading), ...kept };
    },
    page({ stamp, found, topics: said }, { newer, older }) {
      const around = [newer, older].flatMap((one) => (one ? [one.title, one.url, one.language] : ['']));
      return contentHash([front, stamp, found, said, ...around].join('\n'));
    },
    feed({ articles, ...plan }, held) {
      const items = held.map((one, index) => `${articles[index]?.file ?? ''} ${itemStamp(one)}`);
      return contentHash([JSON.stringify(plan), ...items].join('\n'));
    },
    list(said, listed) {
      return contentHash([front, topics, counts, JSON.stringify(said), ...listed].join('\n'));
    },
    around(plans, shown, lists, copies) {
      const heads = plans.map(({ articles: _articles, ...plan }) => plan);
      const pages = [...lists.years, ...lists.topics.map(({ link }) => link)].map(({ url }) => url);
      const contents = [...copies.contents].map(([path, content]) => [path, contentHash(content)]);
      const said = JSON.stringify([heads, pages, contents, assets]);
      return contentHash([said, ...shown.map(whereOf)].join('\n'));
    },
  };
}

/** A copy that shares no texts: a reference cut out of an article would keep all of that in memory. */
function copied(memory: Omit<PrintMemory, 'stamp'>): Omit<PrintMemory, 'stamp'> {
  return JSON.parse(JSON.stringify(memory));
}

/** What lists of pages and hosts are told of an article. */
function whereOf({ article: { url, updated, language, translations } }: Dated | Undated): string {
  const others = translations.map((one) => `${one.language} ${one.url}`);
  return [url, updated?.instant ?? '', language, ...others].join('\t');
}

/** What an item is made from. */
export function itemStamp({ stamp, found }: PrintMemory): string {
  return `${stamp} ${found}`;
}

/** What the metadata and the text of an article are made from, but for what its references lead to: its file, and what was found beside that. */
export function stampOf({ hash, article, assets, record }: Dated | Undated): string {
  const { translations, image, attachments, episode } = article;
  if (translations.length === 0 && assets.length === 0 && record === undefined) return hash;
  return `${hash} ${contentHash(JSON.stringify([translations, image, attachments, episode, record]))}`;
}
