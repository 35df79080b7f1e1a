import * as v from 'valibot';
import { booleanKey, integerKey, key } from './key.ts';

function maximum(what: string, usual: number) {
  return v.optional(
    integerKey(0, {
      description: `How many articles a build may ${what} without --accept`,
      example: String(usual),
    }),
    usual,
  );
}

/** The keys about what subscribers already have. */
export const subscriberKeys = {
  lock: v.optional(
    booleanKey('Record in feedmill.lock what subscribers have, so that articles keep their ids'),
    true,
  ),
  guard: v.optional(
    key(
      v.object({
        resurfaced: maximum('show as new again', 0),
        updated: maximum('show as updated', 10),
        removed: maximum('remove', 5),
      }),
      {
        description: 'How much a build may change for subscribers without --accept',
        expected: 'a map of resurfaced, updated and removed',
        example: '{ resurfaced: 0, updated: 10, removed: 5 }',
      },
    ),
    {},
  ),
};
