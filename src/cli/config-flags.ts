import { simpleKeys } from '../config/keys.ts';

/** The values of the config that were given as flags. */
export function flagValues(flags: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const given = simpleKeys().flatMap(({ key }) =>
    flags[key] === undefined ? [] : [[key, flags[key]] as const],
  );
  return Object.fromEntries(given);
}
