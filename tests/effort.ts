import { inject } from 'vitest';

/** Whether to try all combinations and many random inputs, as `npm run check` does. `npm test` has to be quick. */
export const thorough = inject('thorough');

/** A number of random inputs, trials or characters: `few` in `npm test`, `many` in `npm run check`. */
export function amount(few: number, many: number): number {
  return thorough ? many : few;
}
