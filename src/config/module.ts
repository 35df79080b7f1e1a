import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { problem, type Problem } from '../problems/problem.ts';
import type { ConfigDocument } from './parse-document.ts';
import { locateModuleError } from './module-error.ts';
import { takesText, type Path } from './keys.ts';
import { codeKeys, describeValue } from './schema-errors.ts';
import type { Hooks } from './hooks.ts';
import { isRecord } from '../base/json.ts';

/** A config written in JavaScript, and the functions in it. */
export interface ConfigModule extends ConfigDocument {
  readonly hooks: Hooks;
}

/**
 * Runs the config at `location` and reads what it exports; `name` is its name in messages. A file that changed since it
 * was read last is run again, in the same process too; what it imports is not.
 */
export async function readModule(location: string, root: string, name: string): Promise<ConfigModule> {
  const place = () => ({ file: name });
  const none = { value: {}, hooks: {}, place, keyPlace: place };
  try {
    const { mtimeMs, size } = statSync(location);
    // Node keeps modules for good: ES modules by address, CommonJS by path.
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
    const { detail, advice, ...where } = locateModuleError(error, location, text, root);
    return { ...none, problems: [problem('config-module', { file: name, ...where }, { detail, advice })] };
  }
}

/**
 * `value` as YAML would have given it: numbers are texts where a text is wanted, keys without a value are not there. What
 * YAML cannot say (a `Date`, a map in itself) becomes a symbol of its name, which no key takes.
 */
function toPlain(value: unknown, path: Path, above: readonly object[]): unknown {
  if (typeof value === 'number') return takesText(path) ? String(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (path.length === 1 && codeKeys.has(String(path[0]))) return value;
  if (above.includes(value)) return Symbol('map that holds itself');
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
      problem(
        'config-value',
        { file },
        {
          key,
          received,
          expected,
          example: `${key}: ${example}`,
          reason: 'Feedmill runs it for every article.',
        },
      ),
    );
  const extensions = Array.isArray(marked) ? marked : marked === undefined ? [] : [marked];
  extensions.forEach((one: unknown, index) => {
    const key = Array.isArray(marked) ? `marked[${index}]` : 'marked';
    const example = '[markedExtension()]';
    if (!isRecord(one)) wrong(key, describeValue(one), 'a marked extension, or a list of them', example);
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
