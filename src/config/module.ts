import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { problem, type Problem } from '../problems/problem.ts';
import type { ConfigDocument } from './parse-document.ts';
import { readManifest } from '../base/version.ts';
import { explainModuleType, locateModuleError, type ModuleError } from './module-error.ts';
import { codeKeys, takesText, type Path } from './schema-lookup.ts';
import { describeValue } from './describe-value.ts';
import type { Hooks } from './hooks.ts';
import { isRecord } from '../base/json.ts';

/** A JavaScript config with its functions. */
export interface ConfigModule extends ConfigDocument {
  readonly hooks: Hooks;
}

/**
 * Runs the config at `location` and reads its export. Messages call the file `name`. If the file has changed since the last call, runs it
 * again, even in the same process. Does not reload the modules that it imports.
 */
export async function readModule(location: string, root: string, name: string): Promise<ConfigModule> {
  const place = () => ({ file: name });
  const none = { value: {}, hooks: {}, place, keyPlace: place };
  try {
    const { mtimeMs, size } = statSync(location);
    // Otherwise, Node prints a warning.
    const wrongType = isCommonJs(location) && explainModuleType(location, readFileSync(location, 'utf8'));
    if (wrongType) return { ...none, problems: [moduleProblem(name, wrongType)] };
    // Node never unloads modules. It caches ES modules by URL and CommonJS modules by path.
    Reflect.deleteProperty(createRequire(location).cache, location);
    const loaded: unknown = await import(`${pathToFileURL(location).href}?${mtimeMs}-${size}`);
    const exported = isRecord(loaded) ? loaded['default'] : undefined;
    const given: unknown = await (typeof exported === 'function' ? exported() : exported);
    const plain = toPlain(given, [], []);
    if (!isRecord(plain)) {
      const received = given === undefined ? 'missing' : describeValue(plain);
      const start = { file: name, line: 1, column: 1 };
      return { ...none, problems: [problem('config-export', start, { received })] };
    }
    const { marked, article, item, ...value } = plain;
    return { ...none, value, ...readHooks({ marked, article, item }, name) };
  } catch (error) {
    const text = readFileSync(location, 'utf8');
    return { ...none, problems: [moduleProblem(name, locateModuleError(error, location, text, root))] };
  }
}

/** Whether Node loads the file as CommonJS, regardless of its content. */
function isCommonJs(location: string): boolean {
  if (!location.endsWith('.js')) return location.endsWith('.cjs');
  for (let folder = dirname(location); ; folder = dirname(folder)) {
    const manifest = readManifest(pathToFileURL(join(folder, 'package.json')));
    if (manifest || folder === dirname(folder)) return manifest?.['type'] === 'commonjs';
  }
}

function moduleProblem(file: string, { detail, advice, ...place }: ModuleError): Problem {
  return problem('config-module', { file, ...place }, { detail, advice });
}

/**
 * Converts `value` to the form that YAML would have: a number becomes text if its key expects text, and keys without a value are
 * omitted. Values that YAML does not have (a `Date`, a map that contains itself) become a symbol with a description, which no key
 * allows.
 */
function toPlain(value: unknown, path: Path, above: readonly object[]): unknown {
  if (typeof value === 'number') return takesText(path) ? String(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (path.length === 1 && codeKeys.has(String(path[0]))) return value;
  if (above.includes(value)) return Symbol('map that contains itself');
  const inside = [...above, value];
  if (Array.isArray(value)) return value.map((one, index) => toPlain(one, [...path, index], inside));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return Symbol(value.constructor.name);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== null && child !== undefined)
      .map(([key, child]) => [key, toPlain(child, [...path, key], inside)]),
  );
}

function readHooks(
  { marked, article, item }: Readonly<Record<'marked' | 'article' | 'item', unknown>>,
  file: string,
): { hooks: Hooks; problems: Problem[] } {
  const problems: Problem[] = [];
  const wrong = (key: string, received: string, expected: string, example: string) =>
    problems.push(
      problem('config-value', { file }, { key, received, expected, example: `${key}: ${example}` }),
    );
  const extensions = Array.isArray(marked) ? marked : marked === undefined ? [] : [marked];
  extensions.forEach((one: unknown, index) => {
    const key = Array.isArray(marked) ? `marked[${index}]` : 'marked';
    const example = '[markedExtension()]';
    if (!isRecord(one)) wrong(key, describeValue(one), 'a marked extension or a list of extensions', example);
    else if (one['async'] === true) wrong(key, 'an asynchronous extension', 'a synchronous one', example);
  });
  if (article !== undefined && typeof article !== 'function')
    wrong('article', describeValue(article), 'a function', '(article) => ({ title: article.title.trim() })');
  if (item !== undefined && typeof item !== 'function')
    wrong('item', describeValue(item), 'a function', '(item) => ({ title: item.title.trim() })');
  const given = { ...(marked !== undefined && { marked: extensions }), article, item };
  const hooks = Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined));
  return { hooks: problems.length === 0 ? hooks : {}, problems };
}
