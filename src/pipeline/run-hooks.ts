import { isDeepStrictEqual } from 'node:util';
import { changeArticle, type ChangeOptions } from '../content/article/apply-changes.ts';
import type { ParsedArticle } from '../content/article/model.ts';
import type { Entry } from '../feeds/formats/format.ts';
import { summary as shownSummary, topics } from '../feeds/formats/content.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { Renderer } from '../markdown/renderer.ts';
import { clean, line } from '../base/text.ts';
import { absoluteUrl } from '../base/url.ts';
import type { Hooks, Item } from '../config/hooks.ts';
import type { FormatName } from '../config/format-name.ts';
import { isRecord } from '../base/json.ts';

/** JSON Feed extensions that Feedmill writes: the same name twice in one item would break the feed. */
const ours = new Set([
  '_contributors',
  '_image',
  '_license',
  '_markdown',
  '_podcast',
  '_source',
  '_translations',
]);

/** Calls the hook `article` with every article, one after the other, and reads the results. */
export async function hookArticles(
  { article: hook }: Hooks,
  parsedArticles: readonly ParsedArticle[],
  site: ChangeOptions,
): Promise<{ parsedArticles: readonly ParsedArticle[]; problems: readonly Problem[] }> {
  if (!hook) return { parsedArticles, problems: [] };
  const problems: Problem[] = [];
  const changed: ParsedArticle[] = [];
  for (const parsed of parsedArticles) {
    if (parsed.state !== 'article' && parsed.state !== 'page') {
      changed.push(parsed);
      continue;
    }
    const { source, article } = parsed;
    const answer = await ask('article', source.file, async () => hook(frozen(structuredClone(article))));
    if ('code' in answer) problems.push(answer);
    else if (answer.given === false) {
      changed.push({ state: 'draft', source });
      continue;
    } else if (answer.given !== undefined) {
      if (isRecord(answer.given)) {
        const result = changeArticle(parsed, answer.given, site, 'article');
        problems.push(...result.problems);
        changed.push(result.parsed);
        continue;
      }
      problems.push(
        unusable('article', source.file, `it is ${named(answer.given)}, not an object with changes.`),
      );
    }
    changed.push(parsed);
  }
  return { parsedArticles: changed, problems };
}

/**
 * Returns the entry changed by the hook `item` for `format`, or a problem. Without the hook it returns `entry` itself,
 * synchronously.
 */
export function hookItem(
  { item: hook }: Hooks,
  entry: Entry,
  format: FormatName,
  renderer: Pick<Renderer, 'clean'>,
): Entry | Promise<Entry | Problem> {
  if (!hook) return entry;
  const { article, html } = entry;
  const summary = shownSummary(entry) ?? '';
  const item: Item = { title: article.title, summary, html, tags: topics(article), url: article.url };
  const call = async () => hook(frozen(structuredClone(item)), frozen(structuredClone(article)), format);
  return ask('item', article.file, call).then((answer) => {
    if ('code' in answer) return answer;
    const { given } = answer;
    if (given === undefined) return entry;
    if (!isRecord(given))
      return unusable('item', article.file, `it is ${named(given)}, not an object with changes.`);
    return changeEntry(entry, item, given, format, renderer);
  });
}

function changeEntry(
  entry: Entry,
  item: Item,
  given: Readonly<Record<string, unknown>>,
  format: FormatName,
  renderer: Pick<Renderer, 'clean'>,
): Entry | Problem {
  const { article } = entry;
  const wrong = (detail: string) => unusable('item', article.file, detail);
  const custom: Record<string, unknown> = { ...entry.custom };
  let { title, summary, html } = item;
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || isDeepStrictEqual(value, Reflect.get(item, key))) continue;
    if (key.startsWith('_')) {
      if (format !== 'json') return wrong(`\`${key}\` is only for JSON Feed, not for ${format}.`);
      if (!/^_[A-Za-z][\w.-]*$/.test(key)) return wrong(`\`${key}\` must start with \`_\` and a letter.`);
      if (ours.has(key)) return wrong(`Feedmill already uses \`${key}\`.`);
      const plain = toJson(value, 0);
      if (plain === undefined) return wrong(`\`${key}\` cannot be written as JSON.`);
      custom[key] = plain;
      continue;
    }
    if (key !== 'title' && key !== 'summary' && key !== 'html')
      return wrong(
        `\`${key}\` cannot be changed. You can change title, summary, html, and in JSON Feed \`_…\`.`,
      );
    if (typeof value !== 'string') return wrong(`\`${key}\` is ${named(value)}, but must be a string.`);
    if (key === 'title') title = line(value);
    else if (key === 'summary') summary = line(value);
    else html = value;
  }
  if (title === '') return wrong('`title` is empty.');
  const isSame = html === item.html;
  try {
    const cleaned = isSame ? html : renderer.clean(html, (href) => absolute(href, article.url));
    return {
      ...entry,
      article: { ...article, title },
      summary,
      html: cleaned,
      ...(Object.keys(custom).length > 0 && { custom }),
    };
  } catch (error) {
    return wrong(`\`html\`: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function absolute(href: string, base: string) {
  const url = absoluteUrl(href, base);
  return url === undefined ? undefined : { url, page: url };
}

/** Returns the result of a hook, `null` as `undefined`; a problem if it throws. */
async function ask(
  hook: 'article' | 'item',
  file: string,
  call: () => Promise<unknown>,
): Promise<{ given: unknown } | Problem> {
  try {
    return { given: (await call()) ?? undefined };
  } catch (error) {
    const message =
      (error instanceof Error ? error.message : typeof error === 'string' ? error : '').split('\n')[0] ?? '';
    const sentence = clean(message).trim() || 'it gave no reason';
    const detail = /[.!?…]$/.test(sentence) ? sentence : `${sentence}${place(error)}.`;
    return problem('hook-failed', { file, line: 1, column: 1 }, { hook, detail });
  }
}

/** Returns where in the site's code an error was thrown, ` (feedmill.config.js:3:8)`, if known. */
function place(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { message, stack = '' } = error;
  const frame = /^\s+at .*$/m.exec(stack.slice(stack.indexOf(message) + message.length))?.[0];
  const [, file, row, column] =
    /([^/\\?()\s]+\.[cm]?[jt]s)(?:\?[^:)\s]*)?:(\d+):(\d+)\)?$/.exec(frame ?? '') ?? [];
  return file === undefined ? '' : ` (${file}:${row}:${column})`;
}

function unusable(hook: 'article' | 'item', file: string, detail: string): Problem {
  return problem('hook-value', { file, line: 1, column: 1 }, { hook, detail });
}

/** Freezes `value` and everything in it, which must have no other reference. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const child of Object.values(value)) frozen(child);
  return Object.freeze(value);
}

function named(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  return isRecord(value) ? 'an object' : value === null ? 'empty' : `a ${typeof value}`;
}

/** Returns a copy of `value` as JSON, its texts without characters that no document allows; `undefined` if JSON cannot hold it. */
function toJson(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return clean(value);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object' || depth > 20) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype && !Array.isArray(value)) return undefined;
  const pairs = Object.entries(value).flatMap(([key, child]): [string, unknown][] =>
    child === undefined && !Array.isArray(value) ? [] : [[clean(key), toJson(child, depth + 1)]],
  );
  if (pairs.some(([, child]) => child === undefined)) return undefined;
  return Array.isArray(value) ? pairs.map(([, child]) => child) : Object.fromEntries(pairs);
}
