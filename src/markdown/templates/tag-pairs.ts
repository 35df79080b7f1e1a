import type { Tag, TemplateToken } from './token.ts';

/** Finds the pairs of tags in a body, and counts the open ones. */
export interface TagPairs {
  /** Whether a tag is open that is closed further on. */
  isInside(): boolean;
  /** Counts `last`, the token just read, if it is a tag that opens or closes a pair. */
  count(last: TemplateToken | undefined): void;
  /** Whether a tag has a replacement. */
  isReplaced(tag: Tag): boolean;
}

/** Finds the pairs of tags in `body`. */
export function createTagPairs(body: string): TagPairs {
  let open = 0;
  let closings: ReadonlyMap<string, number> | undefined;

  function hasMate({ family, name, end }: Tag): boolean {
    closings ??= lastClosings(body);
    return (closings.get(`${family} ${name}`) ?? 0) >= end;
  }

  return {
    isInside: () => open > 0,
    count(last) {
      if (last?.kind !== 'tag') return;
      if (last.isClosing) open = Math.max(0, open - 1);
      else if (hasMate(last)) open++;
    },
    isReplaced: (tag) => tag.pair !== undefined && (tag.isClosing || hasMate(tag)),
  };
}

/** Returns the place of the last closing tag of each name. */
function lastClosings(body: string): ReadonlyMap<string, number> {
  return new Map(
    [...body.matchAll(/\{%[-+~]?\s*end_?([\w.-]*)|\{\{[<%]\s*\/\s*([\w./-]+)/g)].map(
      ({ index, 1: liquid, 2: hugo = '' }) => [
        liquid === undefined ? `hugo ${hugo}` : `liquid ${liquid}`,
        index,
      ],
    ),
  );
}
