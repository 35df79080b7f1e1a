import type { FeedPlan } from '../select.ts';
import { xmlAttribute, element } from './xml.ts';
import type { FormatName } from '../../config/format-name.ts';

/** The name of the feed history elements of RFC 5005. */
export const historyNamespace = 'http://purl.org/syndication/history/1.0';

/** What fills the elements that say how a document belongs to all of its feed (RFC 5005 §2 and §4). */
export function archiveFields(plan: FeedPlan, name: FormatName) {
  const document = plan.documents[name];
  return {
    current: link(document?.current),
    previous: link(previousOf(plan, name)),
    next: link(document?.next),
    isArchive: plan.kind === 'archive' ? '' : undefined,
    isComplete: plan.complete ? '' : undefined,
  };
}

/** Where older articles are, if there are any. */
export function previousOf({ complete, documents }: FeedPlan, name: FormatName): string | undefined {
  return complete ? undefined : documents[name]?.previous;
}

function link(href: string | undefined): string | undefined {
  return href === undefined ? undefined : xmlAttribute(href);
}

/** The elements of the head; `name` is what the link element is called there, `type` the MIME type of the feed. */
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
