import { explain, problem, type Place, type Problem } from '../problems/problem.ts';
import { readDocument, type DocumentSource } from './feed/parse.ts';
import { locate } from './feed/pagination.ts';
import { once } from './feed/identity.ts';
import {
  isLoaded,
  fetchDocument,
  locationOf,
  type Location,
  type FeedReaderEnvironment,
} from './feed/fetch.ts';
import type { SubscribedDocument, Subscription } from './feed/model.ts';

/** The result of reading a feed as a subscriber gets it. */
export interface SubscriptionReading {
  /** Absent if nothing was readable. With an error beside it, it is incomplete. */
  readonly subscription?: Subscription;
  readonly problems: readonly Problem[];
}

/** Limits of one feed: number of documents, size of all of them, and number of documents in a row without new items. */
const most = 2000;
const largest = 500_000_000;
const idle = 50;

/**
 * Reads the feed at `source`, a path or an http(s) URL, with its archives and further pages (RFC 5005, `next_url`): RSS 0.9x, 1.0 and
 * 2.0, Atom 0.3 and 1.0, JSON Feed, WordPress exports. Never throws because of the content.
 */
export async function subscribe(
  source: string,
  environment: FeedReaderEnvironment,
): Promise<SubscriptionReading> {
  const first = locationOf(source, environment.cwd);
  const documents: SubscribedDocument[] = [];
  const problems: Problem[] = [];
  const known = new Set([keyOf(first)]);
  const ids = new Set<string>();
  const waiting = [first];
  let [bytes, barren] = [0, 0];
  for (let location = waiting.shift(); location; location = waiting.shift()) {
    if (documents.length >= most || bytes > largest || barren >= idle) {
      problems.push(problem('subscription-endless', {}, { source, count: documents.length }));
      break;
    }
    const loaded = await fetchDocument(location, environment);
    const parsed = isLoaded(loaded) ? readDocument(loaded.text, loaded) : { problems: [loaded] };
    problems.push(...(location === first ? parsed.problems : parsed.problems.map(ofArchive)));
    if (!isLoaded(loaded) || !('document' in parsed) || !parsed.document) continue;
    bytes += loaded.bytes;
    const { subscription, more } = parsed.document;
    documents.push(parsed.document);
    barren = subscription.items.some(({ id }) => !ids.has(id)) ? 0 : barren + 1;
    for (const { id } of subscription.items) ids.add(id);
    for (const href of more) {
      const next = locate(href, { loaded, location, url: subscription.url }, first);
      if (next === undefined)
        problems.push(gap({ file: loaded.file }, `Feedmill cannot follow the link to ${href}.`));
      else if (!known.has(keyOf(next))) waiting.push(next);
      if (next) known.add(keyOf(next));
    }
  }
  const [feed] = documents;
  if (!feed) return { problems };
  const items = once(documents.map(({ subscription }) => subscription.items));
  return { subscription: { ...feed.subscription, items }, problems };
}

/** Parses a single document of a feed. Fetches nothing, so the result does not include archives. */
export function readSubscription(text: string, source: DocumentSource): SubscriptionReading {
  const { document, problems } = readDocument(text.replace(/^\uFEFF/, ''), source);
  if (!document) return { problems };
  const { subscription } = document;
  return { subscription: { ...subscription, items: once([subscription.items]) }, problems };
}

function keyOf(location: Location): string {
  return 'url' in location ? location.url : location.path;
}

/**
 * Converts an error in a further document to a warning, because only some items are missing. In the first document, the error is
 * fatal.
 */
function ofArchive(one: Problem): Problem {
  return one.severity === 'error' ? gap(one, explain(one).what) : one;
}

function gap({ file, line, column }: Place, detail: string): Problem {
  return problem(
    'subscription-gap',
    {
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    },
    { detail },
  );
}
