import { github } from './reporters/github.ts';
import { json } from './reporters/json.ts';
import { pretty } from './reporters/pretty.ts';
import type { Reporter } from './reporters/reporter.ts';
/** The reporters, by their names on the command line. */
export const reporters = { pretty, json, github } as const satisfies Readonly<Record<string, Reporter>>;

/** The name of a reporter: a value of `--reporter`. */
export type ReporterName = keyof typeof reporters;
