import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { findConfigFiles, isCode, lockFileName } from './find-file.ts';
import { readDocument, type ConfigDocument } from './parse-document.ts';
import { invalidValue, schemaProblems, type Places } from './schema-errors.ts';
import type { ConfigReporter, ReportValue } from './resolve-podcast.ts';
import { flagName } from './keys.ts';
import { resolveConfig } from './resolve.ts';
import { describeError } from '../base/errno.ts';
import { schema } from './schema.ts';
import { hasErrors, problem, type Place, type Problem } from '../problems/problem.ts';
import type { Config, ConfigSource, LoadedConfig } from './model.ts';
import type { Hooks } from './hooks.ts';

/**
 * Reads the config file and the flags into one complete config, or reports everything that is wrong with them. A config
 * written in JavaScript is run; one that changed since the last call is run again.
 */
export async function loadConfig({ root, file, flags = {} }: ConfigSource): Promise<LoadedConfig> {
  const found = findConfigFiles(root, file);
  const [first] = found;
  if (found.length > 1)
    return {
      problems: [problem('config-twice', {}, { files: found.map(({ name }) => name).join(', ') })],
    };
  const site = { root, lockFile: lockFileName(root, first?.location) };
  if (!first) return checkFlags(site, flags);
  const { location, name } = first;
  if (!existsSync(location)) return { problems: [problem('config-not-found', {}, { path: name })] };
  if (isCode(first)) {
    // Most sites have no code in their config, and need not load what runs it.
    const { readModule } = await import('./module.ts');
    const { hooks, ...module } = await readModule(location, root, name);
    const { config, problems } = check(site, module, flags, hooks);
    return config ? { config, problems } : { problems };
  }
  const text = readText(location, name);
  return typeof text === 'string' ? check(site, readDocument(text, name), flags) : { problems: [text] };
}

/** The folder of a site, and its lock file. */
type SitePlace = Pick<Config, 'root' | 'lockFile'>;

type Flags = NonNullable<ConfigSource['flags']>;

/** A site without a config file: flags can hold the whole config. */
function checkFlags(site: SitePlace, flags: Flags): LoadedConfig {
  const { config, problems } = check(site, readDocument(''), flags);
  if (config || 'url' in flags || 'title' in flags) return { ...(config && { config }), problems };
  const others = problems.filter(({ code }) => code !== 'config-missing');
  return { problems: [problem('config-none', {}, { folder: site.root }), ...others] };
}

function readText(location: string, name: string): string | Problem {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(location));
  } catch (error) {
    const isText =
      error instanceof Error && 'code' in error && error.code !== 'ERR_ENCODING_INVALID_ENCODED_DATA';
    const detail = isText ? describeError(error) : 'it is not valid UTF-8';
    return problem('config-unreadable', { file: name }, { path: name, detail });
  }
}

function check(
  { root, lockFile }: SitePlace,
  document: ConfigDocument,
  flags: Flags,
  hooks?: Hooks,
): LoadedConfig {
  if (document.problems.some(({ code }) => code !== 'config-value')) return { problems: document.problems };
  const input = { ...document.value, ...flags };
  const flag = (path: readonly (string | number)[]): Place | undefined => {
    const key = String(path[0] ?? '');
    return Object.hasOwn(flags, key) ? { file: flagName(key) } : undefined;
  };
  const places: Places = {
    value: (path) => flag(path) ?? document.place(path),
    key: (path) => flag(path) ?? document.keyPlace(path),
    isCode: hooks !== undefined,
  };
  const problems = [...document.problems, ...schemaProblems(input, places)];
  const reportValue: ReportValue = (path, received) => {
    problems.push(invalidValue(path, received, places.value(path)));
  };
  const told: Omit<ConfigReporter, 'complain'> = {
    tell: (code, path, args) => problems.push(problem(code, places.value(path), args)),
    place: places.value,
    keyPlace: places.key,
  };
  const parsed = v.safeParse(schema, input);
  if (parsed.success) {
    const config = { ...resolveConfig(root, parsed.output, reportValue, told), lockFile, hooks: hooks ?? {} };
    return hasErrors(problems) ? { problems } : { config, problems };
  }
  // What is wrong with one key must not hide what is wrong with another: the rest is looked at without it.
  const wrong = new Set(parsed.issues.map(({ path }) => String(path?.[0]?.key)));
  const rest = Object.entries(input).filter(([key]) => !wrong.has(key));
  const others = v.safeParse(schema, {
    url: 'https://site.invalid/',
    title: '?',
    ...Object.fromEntries(rest),
  });
  if (others.success) resolveConfig(root, others.output, reportValue, told);
  return { problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}
