import type { FeedPlan } from '../select.ts';
import { xmlAttribute, element } from './xml.ts';
import type { FormatName } from '../../config/format-name.ts';

/** The namespace of the feed history elements of RFC 5005. */
export const historyNamespace = 'http://purl.org/syndication/history/1.0';

/** Returns the fields of the elements that link a document with the rest of its feed (RFC 5005 §2 and §4). */
export function archiveFields(plan: FeedPlan, name: FormatName) {
  const document = plan.documents[name];
  return {
    current: xmlAttribute(document?.current),
    previous: xmlAttribute(previousOf(plan, name)),
    next: xmlAttribute(document?.next),
    isArchive: plan.kind === 'archive' ? '' : undefined,
    isComplete: plan.complete ? '' : undefined,
  };
}

/** Returns the URL of the archive with the older articles, if there are any. */
export function previousOf({ complete, documents }: FeedPlan, name: FormatName): string | undefined {
  return complete ? undefined : documents[name]?.previous;
}

/** Returns the elements of the head. `name` is the name of the link element in this format, `type` the MIME type of the feed. */
export function archiveElements(
  slots: ReturnType<typeof archiveFields>,
  name: string,
  type: string,
): string[] {
  const { current, previous, next } = slots;
  const links = [
    ['current', current],
    ['prev-archive', previous],
    ['next-archive', next],
  ] as const;
  return [
    ...(slots.isArchive === undefined ? [] : [element('fh:archive', {})]),
    ...(slots.isComplete === undefined ? [] : [element('fh:complete', {})]),
    ...links.flatMap(([rel, href]) => (href === undefined ? [] : [element(name, { rel, type, href })])),
  ];
}
