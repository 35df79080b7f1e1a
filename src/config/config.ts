import { existsSync, readFileSync } from 'node:fs';
import { findConfigFiles, isCode, lockFileName } from './find-file.ts';
import { readDocument, type ConfigDocument } from './parse-document.ts';
import { checkShape, invalidValue, type Places } from './check-shape.ts';
import { describeValue } from './describe-value.ts';
import { flagName, type Path } from './schema-lookup.ts';
import { resolveConfig } from './resolve.ts';
import { describeError } from '../base/errno.ts';
import { hasErrors, problem, type Place, type Problem } from '../problems/problem.ts';
import type { Config, ConfigSource, LoadedConfig } from './model.ts';
import type { Hooks } from './hooks.ts';

/**
 * Combines the config file and the flags into a complete config, or reports all problems with them. Runs a JavaScript config,
 * and runs it again if it has changed since the last call.
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
    // Loaded on demand, because most sites have no code in their config.
    const { readModule } = await import('./module.ts');
    const { hooks, ...module } = await readModule(location, root, name);
    const { config, problems } = check(site, module, flags, hooks);
    return config ? { config, problems } : { problems };
  }
  const text = readText(location, name);
  return typeof text === 'string' ? check(site, readDocument(text, name), flags) : { problems: [text] };
}

/** The folder of a site and its lock file. */
type SitePlace = Pick<Config, 'root' | 'lockFile'>;

type Flags = NonNullable<ConfigSource['flags']>;

/** Reads a site without a config file. The flags can contain the whole config. */
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
  const flag = (path: Path): Place | undefined => {
    const key = String(path[0] ?? '');
    return Object.hasOwn(flags, key) ? { file: flagName(key) } : undefined;
  };
  const places: Places = {
    value: (path) => flag(path) ?? document.place(path),
    key: (path) => flag(path) ?? document.keyPlace(path),
    isCode: hooks !== undefined,
  };
  const { shape, problems: found, examples } = checkShape(input, places);
  const problems = [...document.problems, ...found];
  const isExample = (path: Path) => examples.some((one) => one.every((key, at) => path[at] === key));
  const config =
    shape &&
    resolveConfig(root, shape, {
      invalid(path, value, received = describeValue(value)) {
        if (!isExample(path)) problems.push(invalidValue(path, received, places.value(path)));
      },
      report(code, path, args) {
        if (!isExample(path)) problems.push(problem(code, places.value(path), args));
      },
      place: places.value,
      keyPlace: places.key,
    });
  if (!config || hasErrors(problems))
    return { problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
  return { config: { ...config, lockFile, hooks: hooks ?? {} }, problems };
}
