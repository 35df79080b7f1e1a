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
  /** A string if the value is not a number. */
  threads: v.optional(v.union([v.number(), v.string()])),
  /** If `false`, the build neither uses nor updates the cache. */
  cache: v.optional(v.boolean()),
  /** Whether the run must not write the lock file. Default: whether it runs in CI. */
  frozen: v.optional(v.boolean()),
  /** Whether the guard allows all changes. */
  accept: v.optional(v.boolean()),
  /** Path of the report, relative to the working folder. */
  report: v.optional(v.string()),
};

export type CommandFlags = ReturnType<typeof parseFlags<typeof buildFlags>>;

/** Returns the flags of a command. `values` contains the config keys that were set as flags. */
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
