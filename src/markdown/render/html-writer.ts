import { escapeAttribute } from '../../base/text.ts';
import type { AllowedAttribute } from './allowed-attributes.ts';
import type { ElementRule } from './allowed-elements.ts';
import { divRule } from './element-policy.ts';
import type { FeedAndPage } from '../model.ts';

/** An element whose start tag is written and whose end tag is not. */
export interface OpenElement {
  rule: ElementRule;
  /** The index of its start tag in the output. */
  readonly at: number;
  readonly attributes: readonly AllowedAttribute[];
  /** The id that the author gave a heading. */
  readonly id: string | undefined;
  /** The language of a block of code. */
  readonly language: string | undefined;
  /** The text so far, of a heading or a block of code. */
  text: string;
  hasElements: boolean;
  /** What follows the end tag on the page. */
  pageTail: string;
}

/** The HTML written so far, in two forms. The functions below write all input. `sanitize.ts` decides what is allowed. */
export interface HtmlWriter {
  readonly feed: string[];
  readonly page: string[];
  /** The outermost element comes first. */
  readonly open: OpenElement[];
}

/** Appends HTML to the output: `onPage` to the page, `inFeed` to the feed. */
export function append({ feed, page }: HtmlWriter, inFeed: string, onPage = inFeed): void {
  feed.push(inFeed);
  page.push(onPage);
}

/**
 * Writes content of the innermost open element. Between the cells of a table it writes the content in front of the
 * table, because an HTML parser would move it there (HTML §13.2.6.1).
 */
export function writeContent(writer: HtmlWriter, inFeed: string, onPage = inFeed): void {
  const { feed, page, open } = writer;
  if (!open.at(-1)?.rule.isTablePart) {
    append(writer, inFeed, onPage);
    return;
  }
  const at = open.findLast(({ rule }) => rule.name === 'table')?.at ?? 0;
  feed[at] = inFeed + (feed[at] ?? '');
  page[at] = onPage + (page[at] ?? '');
}

/** Writes the start tag of an element and returns the open element. */
export function writeStart(
  writer: HtmlWriter,
  rule: ElementRule,
  { attributes, id, language }: Pick<OpenElement, 'attributes' | 'id' | 'language'>,
): OpenElement {
  if (rule.isBlock) openParagraphToDivision(writer);
  markParent(writer);
  const pageTail = rule.name === 'table' ? '</div>' : '';
  const at = writer.feed.length;
  const element = { rule, at, attributes, id, language, text: '', hasElements: false, pageTail };
  const { feed, page } = startTags(rule, attributes);
  append(writer, feed, page);
  writer.open.push(element);
  return element;
}

/** Writes an element that has neither content nor an end tag. */
export function writeVoid(
  writer: HtmlWriter,
  rule: ElementRule,
  attributes: readonly AllowedAttribute[],
): void {
  if (rule.isBlock) openParagraphToDivision(writer);
  const { feed, page } = startTags(rule, attributes);
  // A column is a part of the table and stays in it.
  if (rule.parents) append(writer, feed, page);
  else writeContent(writer, feed, page);
}

/** Notes that the innermost open element has another element in it. */
export function markParent({ open }: HtmlWriter): void {
  const parent = open.at(-1);
  if (parent) parent.hasElements = true;
}

/** Writes the end tag of `element`. */
export function writeEnd(writer: HtmlWriter, { rule: { name }, pageTail }: OpenElement): void {
  append(writer, `</${name}>`, `</${nameOnPage(name)}>${pageTail}`);
}

/** Takes back the start tag of a paragraph that has neither attributes nor content. Returns whether it did. */
export function removeEmptyParagraph({ feed, page }: HtmlWriter, element: OpenElement): boolean {
  const { rule, at, attributes } = element;
  if (rule.name !== 'p' || attributes.some(({ feed: value }) => value !== undefined)) return false;
  for (let index = at + 1; index < feed.length; index++) if (feed[index]?.trim() !== '') return false;
  feed[at] = page[at] = '';
  return true;
}

/** Gives a heading an id and, on the page, a link to itself that is named by its text. */
export function linkHeading(writer: HtmlWriter, heading: OpenElement, id: string): void {
  const { at, rule, attributes } = heading;
  const { feed, page } = startTags(rule, [{ name: 'id', feed: id, page: id }, ...attributes]);
  const isInLink = writer.open.some(({ rule: { name } }) => name === 'a' || name === 'summary');
  writer.feed[at] = feed;
  writer.page[at] = isInLink ? page : `<div class="heading">${page}`;
  if (isInLink) return;
  const href = `#${encodeURIComponent(id)}`;
  heading.pageTail = `<a class="anchor"${attribute('href', href)}${attribute('aria-labelledby', id)}>#</a></div>`;
}

/** Replaces the content that `element` has so far on the page. */
export function replaceContentOnPage({ page }: HtmlWriter, { at }: OpenElement, html: string): void {
  page.fill('', at + 1)[at + 1] = html;
}

/**
 * Makes an open paragraph that is about to get a block inside a `div`: a parser would end the paragraph there and
 * tear apart what is in it.
 */
function openParagraphToDivision({ feed, page, open }: HtmlWriter): void {
  const element = open.findLast(({ rule: { name } }) => ['p', 'td', 'th', 'caption'].includes(name));
  if (element?.rule.name !== 'p') return;
  element.rule = divRule;
  const tags = startTags(divRule, element.attributes);
  feed[element.at] = tags.feed;
  page[element.at] = tags.page;
}

function startTags({ name }: ElementRule, attributes: readonly AllowedAttribute[]): FeedAndPage {
  const controls = name === 'audio' || name === 'video' ? ' controls=""' : '';
  const focus = name === 'pre' ? ' tabindex="0"' : '';
  const wrapper = name === 'table' ? '<div class="table" tabindex="0">' : '';
  return {
    feed: `<${name}${attributesIn('feed', attributes)}${controls}>`,
    page: `${wrapper}<${nameOnPage(name)}${attributesIn('page', attributes)}${controls}${focus}>`,
  };
}

/** Writes the attributes that an element has in one form of the HTML. */
export function attributesIn(form: 'feed' | 'page', attributes: readonly AllowedAttribute[]): string {
  return attributes
    .map(({ name, [form]: value }) => (value === undefined ? '' : attribute(name, value)))
    .join('');
}

/** Writes an attribute, with a space before it. */
export function attribute(name: string, value: string): string {
  return ` ${name}="${escapeAttribute(value)}"`;
}

/** Returns the name of an element in the output. `h1` becomes `h2`, because the article's title is the only level-1 heading. */
function nameOnPage(name: string): string {
  return name === 'h1' ? 'h2' : name;
}
