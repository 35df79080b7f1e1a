import type { Article } from '../../content/article/model.ts';
import type { FeedPlan } from '../select.ts';
import { encodePath } from '../../base/url.ts';
import type { FormatName } from '../../config/format-name.ts';

/**
 * Links `plan`, the feed of a site with all of its `articles` (newest first), to its archives (RFC 5005 §4). Each archive holds `size`
 * articles, numbered from the oldest, and every article is in exactly one. An archive links to the next one as soon as it is full, so
 * that its bytes stay the same; the next one then exists, even if it is not full. A feed that holds everything does not link to them
 * (`FeedPlan.complete`). That is known only when it is written, because it may be cut.
 */
export function planArchives(
  plan: FeedPlan,
  articles: readonly Article[],
  size: number,
  site: string,
): readonly FeedPlan[] {
  const oldestFirst = articles.toReversed();
  const full = Math.floor(articles.length / size);
  const newest = articles.length % size === 0 ? full : full + 1;
  const url = (name: FormatName, number: number) => site + encodePath(archivePath(plan, name, number));
  const archives = Array.from({ length: full + 1 }, (_, index): FeedPlan => {
    const number = index + 1;
    const held = oldestFirst.slice(index * size, number * size).toReversed();
    // An archive never changes, so it has no hub either.
    const { maxBytes: _all, hubs: _hubs, ...rest } = plan;
    return {
      ...rest,
      kind: 'archive',
      updated: Math.max(0, ...held.map(({ updated }) => updated.instant)),
      complete: false,
      final: true,
      articles: held,
      documents: mapDocuments(plan, (name, { url: current }) => ({
        path: archivePath(plan, name, number),
        url: url(name, number),
        current,
        ...(number > 1 && { previous: url(name, number - 1) }),
        ...(number <= full && { next: url(name, number + 1) }),
      })),
    };
  });
  const subscription: FeedPlan = {
    ...plan,
    documents: mapDocuments(plan, (name, document) => ({ ...document, previous: url(name, newest) })),
  };
  return [subscription, ...archives];
}

function mapDocuments(
  { documents }: FeedPlan,
  map: (name: FormatName, document: NonNullable<FeedPlan['documents'][FormatName]>) => typeof document,
): FeedPlan['documents'] {
  const mapped: Partial<Record<FormatName, ReturnType<typeof map>>> = {};
  for (const name of ['rss', 'atom', 'json'] as const) {
    const document = documents[name];
    if (document) mapped[name] = map(name, document);
  }
  return mapped;
}

/** `feed.xml` and 3 give `archive/feed-3.xml`. */
function archivePath({ documents }: FeedPlan, name: FormatName, number: number): string {
  return `archive/${(documents[name]?.path ?? '').replace(/(?=\.[^./]*$)|$/, `-${number}`)}`;
}
