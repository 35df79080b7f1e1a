import { clean } from '../../base/text.ts';
import type { Rule } from './allowed-elements.ts';
import { srcsets, target } from './urls.ts';
import type { FeedAndPage, Resolve } from '../model.ts';

/** What writing the attributes of an element needs to know about the HTML around it. */
export interface AttributeContext {
  readonly resolve: Resolve;
  /** Every `id` that is written so far. */
  readonly ids: Set<string>;
}

/** `text` as HTML text: character data, no markup. */
export function escapeText(raw: string): string {
  return /[&<>]/.test(raw)
    ? raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : raw;
}

/** An attribute in double quotes, with a space before it. */
export function attribute(name: string, content: string): string {
  return ` ${name}="${/[&<>"]/.test(content) ? escapeText(content).replaceAll('"', '&quot;') : content}"`;
}

/** What an HTML parser would read from `raw`, without what neither XML nor a line of HTML may hold. */
export function tidyText(raw: string): string {
  // The first look spares most texts the second, which reads the rare characters right.
  return /[^\t\n -~\u00A0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD]/.test(raw)
    ? clean(raw).replaceAll(/\r\n?/g, '\n')
    : raw;
}

const dimension = /^\d{1,5}%?(?=(?:px)?$)/;
const whole = /^-?\d{1,9}$/;
// Attributes with few possible values. The others that are listed for an element are free text.
const shapes: Readonly<Record<string, RegExp>> = {
  align: /^(?:left|center|right|justify)$/i,
  colspan: /^\d{1,3}$/,
  dir: /^(?:ltr|rtl|auto)$/i,
  height: dimension,
  hreflang: /^[A-Za-z0-9-]+$/,
  lang: /^[A-Za-z0-9-]+$/,
  rowspan: /^\d{1,4}$/,
  span: /^\d{1,3}$/,
  start: whole,
  value: whole,
  width: dimension,
};
const flags = new Set(['default', 'loop', 'muted', 'open', 'playsinline', 'reversed']);
const everywhere = new Set(['dir', 'lang', 'title']);
const relations = new Set(['author', 'external', 'license', 'me', 'nofollow', 'sponsored', 'tag', 'ugc']);
// What our own Markdown writes, for the style of the page. An author may use them too.
const pageClasses = /^(?:markdown-alert(?:-[a-z]+)?|footnote(?:s|-[a-z]+)|task-list-item)$/;
const pageRoles = /^doc-(?:backlink|endnotes|noteref)$/;

const none: FeedAndPage = { feed: '', page: '' };

/** The attributes of `given` that an element of `rule` may keep, rewritten, in the order given. */
export function allowedAttributes(
  rule: Rule,
  given: Readonly<Record<string, string>>,
  context: AttributeContext,
): FeedAndPage {
  const { name } = rule;
  const keys = Object.keys(given);
  if (keys.length === 0) return none;
  let feed = '';
  let page = '';
  for (const key of keys) {
    const raw = given[key] ?? '';
    if (rule.attributes.includes(key) || everywhere.has(key)) {
      const both = value(name, key, tidyText(raw), context);
      if (!both) continue;
      feed += attribute(key, both.feed);
      page += attribute(key, both.page);
    } else if (key === 'id' || (key === 'name' && name === 'a' && given['id'] === undefined)) {
      const id = claimId(raw, context.ids);
      if (id === undefined) continue;
      feed += attribute('id', id);
      page += attribute('id', id);
    } else if (key === 'class') {
      const language = name === 'code' ? codeLanguage(raw) : undefined;
      if (language !== undefined) feed += attribute('class', `language-${language}`);
      const kept = raw.split(/\s+/).filter((one) => pageClasses.test(one));
      if (language !== undefined) kept.push(`language-${language}`);
      if (kept.length > 0) page += attribute('class', kept.join(' '));
    } else if (key === 'role' && pageRoles.test(raw)) {
      page += attribute('role', raw);
    }
  }
  return { feed, page };
}

/**
 * `id` where it may be used: not empty, without white space, not used before. Nothing is put before it, so
 * that the links of the author meet it. An id that shadows a property of `document` could only mislead a
 * script; there is none on our pages, and readers run none.
 */
export function claimId(id: string, used: Set<string>): string | undefined {
  const one = tidyText(id);
  if (one === '' || one.length > 250 || /\s/.test(one) || used.has(one)) return undefined;
  used.add(one);
  return one;
}

/** The language of a code block by its class, `language-…` or `lang-…`. */
export function codeLanguage(classes: string): string | undefined {
  return /(?:^|\s)lang(?:uage)?-([\w+#.-]{1,40})(?=\s|$)/.exec(classes)?.[1];
}

function value(
  name: string,
  key: string,
  raw: string,
  { resolve }: AttributeContext,
): FeedAndPage | undefined {
  if (key === 'srcset') {
    const [feed, page] = srcsets(raw, resolve);
    return feed === '' ? undefined : { feed, page };
  }
  if (key === 'href' || key === 'cite' || key === 'src' || key === 'poster') {
    const found = target(raw, kindOf(name, key), resolve);
    return found && { feed: tidyText(found.url), page: tidyText(found.page) };
  }
  const plain = plainValue(key, raw);
  return plain === undefined ? undefined : { feed: plain, page: plain };
}

function kindOf(name: string, key: string): 'link' | 'image' | 'media' {
  if (key === 'href' || key === 'cite') return 'link';
  return name === 'img' || key === 'poster' ? 'image' : 'media';
}

function plainValue(key: string, raw: string): string | undefined {
  if (flags.has(key)) return '';
  if (key === 'rel') {
    const kept = raw
      .toLowerCase()
      .split(/\s+/)
      .filter((one) => relations.has(one));
    return kept.length > 0 ? kept.join(' ') : undefined;
  }
  // Kept by the script that would have measured the picture; wrong without it.
  if (key === 'sizes' && raw.trim() === 'auto') return undefined;
  const shape = shapes[key];
  return shape ? shape.exec(raw.trim())?.[0] : raw;
}
