import { escape } from '../../base/text.ts';
import { readArguments, unquoted } from './arguments.ts';
import { literal } from './write.ts';

/** The data that expressions can use. */
export interface Scope {
  /** Path of the site, with `/` at both ends. */
  readonly base: string;
  /** The site's URL without its path and without `/` at the end. */
  readonly origin: string;
  readonly variables: Map<string, string>;
}

/** Creates the scope of a page: its title and URL, and those of the site, under the generators' names. */
export function createScope(
  site: { readonly url: string; readonly title: string },
  page: { readonly url: string; readonly title: string },
): Scope {
  const { origin, pathname: base } = new URL(site.url);
  const url = page.url.startsWith(site.url) ? page.url.slice(site.url.length - 1) : page.url;
  const variables = new Map(
    Object.entries({
      'site.baseurl': base.slice(0, -1),
      'site.url': origin,
      'site.title': site.title,
      'page.title': page.title,
      'page.url': url,
      'frontmatter.title': page.title,
      title: page.title,
      'config.url': origin + base.slice(0, -1),
      'config.root': base,
      'config.title': site.title,
    }),
  );
  return { base, origin, variables };
}

const part = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|\||[^"'|]+|["']/g;

/** Returns the value of a Liquid or Nunjucks expression with its filters; `undefined` if any part is unknown. */
export function evaluate(expression: string, scope: Scope): string | undefined {
  const [first = '', ...filters] = splitFilters(expression);
  let value = atom(first, scope);
  for (const filter of filters) {
    if (value === undefined) return undefined;
    value = apply(filter, value, scope);
  }
  return value;
}

function splitFilters(expression: string): string[] {
  const parts = [''];
  for (const [one] of expression.matchAll(part)) {
    if (one === '|') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${one}`);
  }
  return parts.map((one) => one.trim());
}

function atom(source: string, scope: Scope): string | undefined {
  if (/^(["'])(?:(?!\1)[^\\]|\\[^])*\1$/.test(source)) return unquoted(source);
  if (/^-?\d+(?:\.\d+)?$/.test(source)) return source;
  const call = /^(?:url_for|full_url_for|url)\(\s*([^()]*?)\s*\)$/.exec(source);
  if (call) {
    const inner = atom(call[1] ?? '', scope);
    return inner === undefined ? undefined : apply('url', inner, scope);
  }
  return scope.variables.get(source);
}

const harmless = /^(?:escape|escape_once|e|h|xml_escape|safe|raw|string|strip|trim|markdownify|default)$/;

function apply(filter: string, value: string, scope: Scope): string | undefined {
  const name = /^\w*/.exec(filter)?.[0] ?? '';
  const rest = filter.slice(name.length).trim().replace(/^[:(]/, '').replace(/\)$/, '').trim();
  if (harmless.test(name)) return value;
  if (name === 'relative_url') return isAbsolute(value) ? value : scope.base + value.replace(/^\//, '');
  if (name === 'url')
    return value.startsWith('/') && !value.startsWith('//') ? scope.base + value.slice(1) : value;
  if (name === 'absolute_url' || name === 'absoluteUrl')
    return isAbsolute(value) ? value : scope.origin + scope.base + value.replace(/^\//, '');
  if (name !== 'prepend' && name !== 'append') return undefined;
  const argument = atom(rest, scope);
  if (argument === undefined) return undefined;
  return name === 'prepend' ? argument + value : value + argument;
}

function isAbsolute(href: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(href);
}

/** Returns a value for insertion in a text: URLs unchanged, everything else without markup. */
export function shown(value: string): string {
  const isAddress = /^(?:https?:\/\/|\.{0,2}\/|#)[^\s<>"'`{}[\]|\\]*$/i.test(value);
  return isAddress ? escape(value) : literal(value);
}

/** Inserts the values of expressions in `text`; `undefined` if one is unknown. */
export function interpolate(text: string, scope: Scope): string | undefined {
  if (text.includes('{%')) return undefined;
  let isKnown = true;
  const filled = text.replaceAll(/\{\{-?((?:(?!\}\})[^]){0,500}?)-?\}\}/g, (_, inner: string) => {
    const value = evaluate(inner.trim(), scope);
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown && !filled.includes('{{') ? filled : undefined;
}

const name = String.raw`[A-Za-z_][\w-]*(?:\.[\w-]+|\[[^\]\n]{0,80}\])*\??`;
const operand = String.raw`(?:${name}|"[^"]*"|'[^']*'|-?\d+(?:\.\d+)?)`;
// Go's functions have arguments with only spaces between them.
const begun = new RegExp(String.raw`^${operand}\s*(?:\||[([+*/%~?=<>]|-\s|\s["'.$])`);
const whole = new RegExp(String.raw`^${operand}(?:\s+(?:if|else|or|and|in|is|not)\s+${operand})*$`);

/** Whether `source` looks like an expression of a generator, not like prose in braces. */
export function isExpression(source: string): boolean {
  return whole.test(source) || begun.test(source) || /^[.$][A-Za-z]\w*|^[({[]/.test(source);
}

/** Returns the arguments of a call such as `youtube(id="x")`; `undefined` if `source` is not a call. */
export function readCall(source: string): { name: string; rest: string } | undefined {
  const match = /^([A-Za-z_][\w.-]*(?:::[\w.-]+)?)\s*\(([^]*)\)$/.exec(source);
  return match ? { name: match[1] ?? '', rest: match[2] ?? '' } : undefined;
}

/** Returns the arguments in `rest`. Names without quotes are variables, and unknown ones are left out. */
export function resolved(rest: string, scope: Scope): ReturnType<typeof readArguments> {
  const given = readArguments(rest);
  const named: Record<string, string> = {};
  for (const [key, value] of Object.entries(given.named)) {
    const found = given.bare.has(key) ? atom(value, scope) : interpolate(value, scope);
    if (found !== undefined) named[key] = found;
  }
  return { ...given, named };
}
