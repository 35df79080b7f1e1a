import { normalizeText } from '../../base/text.ts';
import type { ElementRule } from './allowed-elements.ts';
import { resolveReference, resolveSrcset } from './urls.ts';
import type { FeedAndPage, ReferenceKind, Resolve } from '../model.ts';

/** The attributes of an element as its author wrote them, character references decoded. */
export type Given = Readonly<Record<string, string>>;

/** An allowed attribute with its value in each form of the HTML. A form without a value omits it. */
export interface AllowedAttribute {
  readonly name: string;
  readonly feed: string | undefined;
  readonly page: string | undefined;
}

/** The context of an attribute, in addition to its element. */
export interface AttributeContext {
  readonly resolve: Resolve;
  /** The ids that are already used. */
  readonly ids: Set<string>;
}

const dimension = /^\d{1,5}%?(?=(?:px)?$)/;
const integer = /^-?\d{1,9}$/;
const languageTag = /^[A-Za-z0-9-]+$/;
/** The patterns of attributes with restricted values. All other allowed attributes are free text. */
const patterns: Readonly<Record<string, RegExp>> = {
  align: /^(?:left|center|right|justify)$/i,
  colspan: /^\d{1,3}$/,
  dir: /^(?:ltr|rtl|auto)$/i,
  height: dimension,
  hreflang: languageTag,
  lang: languageTag,
  rowspan: /^\d{1,4}$/,
  span: /^\d{1,3}$/,
  start: integer,
  value: integer,
  width: dimension,
};
const booleans = new Set(['default', 'loop', 'muted', 'open', 'playsinline', 'reversed']);
const everywhere = new Set(['dir', 'lang', 'title']);
const relations = new Set(['author', 'external', 'license', 'me', 'nofollow', 'sponsored', 'tag', 'ugc']);
// Classes in the style sheets that Feedmill's Markdown rendering writes. Authors can use them too.
const pageClasses = /^(?:markdown-alert(?:-[a-z]+)?|footnote(?:s|-[a-z]+)|task-list-item)$/;
const pageRoles = /^doc-(?:backlink|endnotes|noteref)$/;

/** Returns the attributes of `given` that `rule` allows, in their order. */
export function allowedAttributes(
  rule: ElementRule,
  given: Given,
  context: AttributeContext,
): AllowedAttribute[] {
  return Object.keys(given).flatMap((name) => allowedAttribute(rule, name, given, context) ?? []);
}

function allowedAttribute(
  { name: element, attributes }: ElementRule,
  name: string,
  given: Given,
  { resolve, ids }: AttributeContext,
): AllowedAttribute | undefined {
  const raw = given[name] ?? '';
  if (attributes.includes(name) || everywhere.has(name)) {
    const value = allowedValue(element, name, normalizeText(raw), resolve);
    return value && { name, ...value };
  }
  if (name === 'id' || (name === 'name' && element === 'a' && given['id'] === undefined)) {
    const id = claimId(raw, ids);
    return id === undefined ? undefined : { name: 'id', feed: id, page: id };
  }
  if (name === 'class') return allowedClasses(element, raw);
  return name === 'role' && pageRoles.test(raw) ? { name, feed: undefined, page: raw } : undefined;
}

/** In feeds, only code has a class, which names its language. */
function allowedClasses(element: string, raw: string): AllowedAttribute | undefined {
  const language = element === 'code' ? codeLanguage(raw) : undefined;
  const feed = language === undefined ? undefined : `language-${language}`;
  const kept = raw.split(/\s+/).filter((one) => pageClasses.test(one));
  const page = [...kept, ...(feed === undefined ? [] : [feed])].join(' ');
  return page === '' ? undefined : { name: 'class', feed, page };
}

/**
 * Returns `id` if it can be used, and marks it as used: it is not empty, has no white space and is not in use. It gets no prefix, so that
 * the author's links lead to it. An id that shadows a property of `document` could only mislead a script, and
 * neither our pages nor feed readers run scripts.
 */
export function claimId(id: string, ids: Set<string>): string | undefined {
  const one = normalizeText(id);
  if (one === '' || one.length > 250 || /\s/.test(one) || ids.has(one)) return undefined;
  ids.add(one);
  return one;
}

/** Returns the language of code by its class, `language-…` or `lang-…`. */
export function codeLanguage(classes: string): string | undefined {
  return /(?:^|\s)lang(?:uage)?-([\w+#.-]{1,40})(?=\s|$)/.exec(classes)?.[1];
}

function allowedValue(
  element: string,
  name: string,
  value: string,
  resolve: Resolve,
): FeedAndPage | undefined {
  if (name === 'srcset') {
    const resolved = resolveSrcset(value, resolve);
    return resolved.feed === '' ? undefined : resolved;
  }
  if (name === 'href' || name === 'cite' || name === 'src' || name === 'poster') {
    const target = resolveReference(value, referenceKind(element, name), resolve);
    return target && { feed: normalizeText(target.url), page: normalizeText(target.page) };
  }
  const allowed = allowedText(name, value);
  return allowed === undefined ? undefined : { feed: allowed, page: allowed };
}

function referenceKind(element: string, name: string): ReferenceKind {
  if (name === 'href' || name === 'cite') return 'link';
  return element === 'img' || name === 'poster' ? 'image' : 'media';
}

function allowedText(name: string, value: string): string | undefined {
  if (booleans.has(name)) return '';
  if (name === 'rel') {
    const kept = value
      .toLowerCase()
      .split(/\s+/)
      .filter((one) => relations.has(one));
    return kept.length > 0 ? kept.join(' ') : undefined;
  }
  // With `auto`, a script would have measured the image.
  if (name === 'sizes' && value.trim() === 'auto') return undefined;
  const pattern = patterns[name];
  return pattern ? pattern.exec(value.trim())?.[0] : value;
}
