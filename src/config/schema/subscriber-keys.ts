import * as v from 'valibot';
import { booleanKey, integerKey, key } from './key.ts';

function maximum(what: string, usual: number) {
  return v.optional(
    integerKey(0, {
      description: `Number of articles that a build may ${what} without --accept`,
      example: String(usual),
    }),
    usual,
  );
}

/** The keys about what subscribers already have. */
export const subscriberKeys = {
  lock: v.optional(
    booleanKey('Record what subscribers have in feedmill.lock, so that articles keep their ids'),
    true,
  ),
  guard: v.optional(
    key(
      v.object({
        resurfaced: maximum('show as new', 0),
        updated: maximum('show as updated', 10),
        removed: maximum('remove', 5),
      }),
      {
        description: 'Number of published articles that a build may change without --accept',
        expected: 'a map of resurfaced, updated and removed',
        example: '{ resurfaced: 0, updated: 10, removed: 5 }',
      },
    ),
    {},
  ),
};
