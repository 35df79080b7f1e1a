import { escapeText, normalizeText } from '../../base/text.ts';
import {
  allowedAttributes,
  claimId,
  codeLanguage,
  type AttributeContext,
  type Given,
} from './allowed-attributes.ts';
import { ruleOf, unknownElement, type ElementRule } from './allowed-elements.ts';
import { ruleInside, treatmentOf } from './element-policy.ts';
import { embeddedLink } from './embedded-link.ts';
import type { Highlight } from './highlight.ts';
import {
  append,
  attribute,
  attributesIn,
  linkHeading,
  markParent,
  removeEmptyParagraph,
  replaceContentOnPage,
  writeContent,
  writeEnd,
  writeStart,
  writeVoid,
  type HtmlWriter,
  type OpenElement,
} from './html-writer.ts';
import { loadedPicture } from './lazy-images.ts';
import { parseHtml } from './parse-html.ts';
import { resolveReference } from './urls.ts';
import type { Rendered, Resolve } from '../model.ts';

/** What sanitizing needs besides the HTML. */
export interface SanitizeOptions {
  readonly resolve: Resolve;
  /** Gives a heading with this text an id that is not used yet, or `''`. */
  readonly slug: (text: string) => string;
  /** Highlights code. Absent if there is no page. */
  readonly highlight?: Highlight;
}

/** An open element of the source. */
interface SourceElement {
  readonly tag: string;
  /** Whether its content is dropped. */
  readonly isDropped: boolean;
  /** Absent if only its content comes out, or nothing. */
  readonly written: OpenElement | undefined;
}

/** How far one piece of HTML is sanitized. */
interface Progress extends SanitizeOptions {
  readonly writer: HtmlWriter;
  readonly context: AttributeContext;
  readonly source: SourceElement[];
  /** Text that is not written yet: the parser reports it in pieces. */
  pendingText: string;
  /** The element that was opened last, if nothing has come since. */
  justOpened: OpenElement | undefined;
  /** Whether the last content is an image that a script should have loaded. */
  isAfterLazyImage: boolean;
}

/** Deeper than any article, and than browsers build a tree. */
const maxDepth = 500;

/**
 * Sanitizes untrusted `html` for feeds and for a page: keeps only allowed elements and attributes,
 * resolves all URLs, and closes all elements. Throws if elements are nested more than 500 levels deep.
 *
 * Parses the HTML once and writes both forms at the same time. Sanitizer libraries either do not support Node.js 20 or build a
 * tree, which takes several times as long as all other work on an article. A custom allow-list is
 * safe here because no part of the source is copied: every element, attribute and text is written again and
 * escaped. The output contains only elements of the HTML namespace, and none with raw text, so that it cannot be parsed
 * in a second way. Each element is only in places where an HTML parser keeps it (see `ruleInside`).
 */
export function sanitizeHtml(html: string, options: SanitizeOptions): Rendered {
  const writer: HtmlWriter = { feed: [], page: [], open: [] };
  const progress: Progress = {
    ...options,
    writer,
    context: { resolve: options.resolve, ids: new Set() },
    source: [],
    pendingText: '',
    justOpened: undefined,
    isAfterLazyImage: false,
  };
  parseHtml(html, () => ({
    open: (tag, given, isImplied) => openTag(progress, tag, given, isImplied),
    text(data) {
      if (!isDropping(progress)) progress.pendingText += data;
    },
    close(tag) {
      // At the end of the HTML a tag may be cut off: its element is closed without having been opened.
      if (progress.source.at(-1)?.tag === tag) closeTag(progress);
    },
  }));
  flushText(progress);
  while (progress.source.length > 0) closeTag(progress);
  return { feed: writer.feed.join(''), page: options.highlight ? writer.page.join('') : '' };
}

function isDropping({ source }: Progress): boolean {
  return source.at(-1)?.isDropped ?? false;
}

function openTag(progress: Progress, tag: string, given: Given, isImplied: boolean): void {
  flushText(progress);
  const { source } = progress;
  if (source.length >= maxDepth) throw new Error(`Elements are nested more than ${maxDepth} deep.`);
  const isInDropped = isDropping(progress);
  const rule = ruleOf(tag);
  if (rule.isVoid) {
    if (!isInDropped) writeVoidElement(progress, tag, rule, given);
    return;
  }
  const treatment = treatmentOf(tag, given);
  if (treatment === 'link' && !isInDropped) writeEmbeddedLink(progress, given);
  // The parser reports `</p>` without `<p>` as an empty paragraph; `noscript` shows the lazy image once more.
  const isSpare = (tag === 'p' && isImplied) || (tag === 'noscript' && progress.isAfterLazyImage);
  const isDropped = isInDropped || treatment !== 'keep' || isSpare;
  const written = isDropped ? undefined : openElement(progress, rule, given);
  source.push({ tag, isDropped, written });
  progress.justOpened = written;
}

/** Writes the start tag of an element. Returns nothing if only its content comes out. */
function openElement(progress: Progress, wanted: ElementRule, given: Given): OpenElement | undefined {
  const { writer, context } = progress;
  const rule = ruleInside(wanted, writer.open);
  const { name } = rule;
  if (name === '') return undefined;
  const id = rule.isHeading ? claimId(given['id'] ?? '', context.ids) : undefined;
  const attributes = allowedAttributes(rule, given, context);
  // An anchor without an address or a name, and a span without attributes, mean nothing.
  if ((name === 'a' || name === 'span') && attributes.length === 0) return undefined;
  const isCodeBlock = name === 'code' && writer.open.at(-1)?.rule.name === 'pre';
  const language = isCodeBlock ? codeLanguage(given['class'] ?? '') : undefined;
  progress.isAfterLazyImage = false;
  return writeStart(writer, rule, { attributes, id, language });
}

function closeTag(progress: Progress): void {
  flushText(progress);
  const { writer, context, slug, highlight } = progress;
  const element = progress.source.pop()?.written;
  if (!element) return;
  writer.open.pop();
  if (removeEmptyParagraph(writer, element)) return;
  if (element.rule.isHeading) {
    // The text of the heading is known only now.
    const id = element.id ?? claimId(slug(element.text.replaceAll(/\s+/g, ' ').trim()), context.ids);
    if (id !== undefined) linkHeading(writer, element, id);
  }
  if (element.language !== undefined && !element.hasElements && element.text !== '') {
    const coloured = highlight?.(element.text, element.language);
    if (coloured !== undefined) replaceContentOnPage(writer, element, coloured);
  }
  writeEnd(writer, element);
}

/** Writes an element without content, or its replacement. */
function writeVoidElement(progress: Progress, tag: string, rule: ElementRule, given: Given): void {
  const { writer, context } = progress;
  markParent(writer);
  switch (treatmentOf(tag, given)) {
    case 'image':
      writeImage(progress, rule, given);
      return;
    case 'link':
      writeEmbeddedLink(progress, given);
      return;
    case 'checkbox':
      writeContent(writer, given['checked'] === undefined ? '☐' : '☑');
      return;
    case 'keep': {
      const isMisplaced = rule.parents !== undefined && ruleInside(rule, writer.open) !== rule;
      if (rule.name === '' || isMisplaced) return;
      const loaded = tag === 'source' ? loadedPicture(tag, given).given : given;
      writeVoid(writer, rule, allowedAttributes(rule, loaded, context));
      return;
    }
    case 'drop':
  }
}

function writeImage(progress: Progress, rule: ElementRule, given: Given): void {
  const { given: loaded, isLazy } = loadedPicture('img', given);
  const attributes = allowedAttributes(rule, loaded, progress.context);
  if (attributes.some(({ name }) => name === 'src')) {
    const inFeed = `<img${attributesIn('feed', attributes)}>`;
    const onPage = `<img${attributesIn('page', attributes)} loading="lazy" decoding="async">`;
    writeContent(progress.writer, inFeed, onPage);
    progress.isAfterLazyImage = isLazy;
  } else if (given['alt'] !== undefined) writeText(progress, given['alt']);
}

/** Writes a link in place of an embedded page or file. */
function writeEmbeddedLink({ writer, resolve }: Progress, given: Given): void {
  const link = embeddedLink(given);
  const found = link && resolveReference(link.href, 'link', resolve);
  if (!found) return;
  const label = escapeText(normalizeText(link.label));
  const isInLink = writer.open.some(({ rule }) => rule.name === 'a');
  const [start, end] = (writer.open.at(-1)?.rule ?? unknownElement).isFlow ? ['<p>', '</p>'] : ['', ''];
  const write = (url: string) =>
    start + (isInLink ? label : `<a${attribute('href', normalizeText(url))}>${label}</a>`) + end;
  writeContent(writer, write(found.url), write(found.page));
}

function flushText(progress: Progress): void {
  const { pendingText } = progress;
  progress.pendingText = '';
  if (pendingText !== '') writeText(progress, pendingText);
  progress.justOpened = undefined;
}

function writeText(progress: Progress, raw: string): void {
  const text = normalizeText(raw);
  if (text === '') return;
  const { writer } = progress;
  const parent = writer.open.at(-1);
  if (/[^\t\n\f\r ]/.test(text)) progress.isAfterLazyImage = false;
  else if (parent?.rule.isTablePart) {
    append(writer, text);
    return;
  }
  const heading = writer.open.find(({ rule }) => rule.isHeading);
  if (heading) heading.text += text;
  if (parent?.language !== undefined) parent.text += text;
  // A parser ignores a line feed right after `<pre>`. A line feed that followed something else has to stay.
  const isIgnored =
    parent?.rule.name === 'pre' &&
    parent !== progress.justOpened &&
    writer.feed.length === parent.at + 1 &&
    text.startsWith('\n');
  writeContent(writer, (isIgnored ? '\n' : '') + escapeText(text));
}
