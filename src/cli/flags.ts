import * as v from 'valibot';
import { flagKeys } from '../config/schema-lookup.ts';

/** The flags of every command that reads a site. */
export const siteFlags = {
  root: v.string(),
  config: v.optional(v.string()),
  reporter: v.picklist(['pretty', 'json', 'github']),
};

/** The flags of every command that builds a site, whether or not it writes the output. */
export const buildFlags = {
  ...siteFlags,
  now: v.optional(v.string()),
  /** A string if it is not a number. */
  threads: v.optional(v.union([v.number(), v.string()])),
  /** `false`: the build neither uses nor updates the cache. */
  cache: v.optional(v.boolean()),
  /** Whether the lock file is only read; by default, whether this is CI. */
  frozen: v.optional(v.boolean()),
  /** Whether the guard allows everything. */
  accept: v.optional(v.boolean()),
  /** Where to write a report: a path from the working folder. */
  report: v.optional(v.string()),
};

export type CommandFlags = ReturnType<typeof parseFlags<typeof buildFlags>>;

/** The flags that a command takes, and in `values` the keys of the config that were given as flags. */
export function parseFlags<Entries extends v.ObjectEntries>(
  entries: Entries,
  flags: Readonly<Record<string, unknown>>,
) {
  const keys = new Set(flagKeys().map(({ key }) => key));
  const values: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(flags).filter(([key, value]) => keys.has(key) && value !== undefined),
  );
  return { ...v.parse(v.object(entries), flags), values };
}
