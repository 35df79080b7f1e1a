import { toHtml } from 'hast-util-to-html';
import type { Element } from './tree.ts';

/** The attributes to keep, by their names in hast. The others only change the appearance. */
const kept = new Set(
  `abbr align alt allowFullScreen cite colSpan controls data dateTime dir headers height href hrefLang id kind label lang loop
  media muted open playsInline poster preload rel reversed rowSpan scope sizes span src srcLang srcSet start title type value
  width`.split(/\s+/),
);

/** Characters to write as references. Noncharacters replace them until the HTML is written. */
const references = '\n<>[]\\`*_~|@:.'.split('');

const first = 0xfdd0;
const standIns = /[\uFDD0-\uFDDD]/g;

function standIn(character: string): string {
  return String.fromCharCode(first + references.indexOf(character));
}

const lineFeed = standIn('\n');

/** Characters that can be Markdown in a line, and those that make GitHub create a link. */
const markdown = /[[\]\\`*_~|@]|(?<=(?:https?|ftp)):(?=\/\/)|(?<=www)\./gi;

/**
 * Writes an element and its content as HTML for Markdown, without empty lines, which would end the HTML, and without template syntax.
 * With `isInline`, the HTML is one line without Markdown syntax, and can be used anywhere.
 */
export function keepHtml(node: Element, isInline = false): string {
  const html = toHtml(plain(node, isInline, false), { characterReferences: { useNamedReferences: true } });
  return safe(html);
}

/** Returns the start tag and the end tag of an element. */
export function tagsOf(node: Element): readonly [string, string] {
  const both = safe(toHtml({ ...node, properties: attributesOf(node, false), children: [] }));
  const end = `</${node.tagName}>`;
  return [both.slice(0, -end.length), end];
}

function safe(html: string): string {
  return (
    html
      // Before a brace, a backslash escapes template syntax.
      .replaceAll(/\\(?=\{)/g, '&#92;')
      .replaceAll(/\{(?=[{%#:.])/g, '&#123;')
      .replaceAll(/\[(?=\[)/g, '&#91;')
      .replaceAll('|', '&#124;')
      .replaceAll(standIns, (one) => reference(references[one.charCodeAt(0) - first] ?? ''))
  );
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

function plain(node: Element, isInline: boolean, isCode: boolean): Element {
  const inCode = isCode || node.tagName === 'pre';
  const children = node.children.flatMap((child, index): Element['children'] => {
    if (child.type === 'element') return [plain(child, isInline, inCode)];
    if (child.type !== 'text') return [];
    const text = inCode ? child.value.replaceAll(/\r\n?|\n/g, lineFeed) : spaced(child.value, isInline);
    // A parser ignores a line feed directly after `<pre>`.
    const isEaten = node.tagName === 'pre' && index === 0 && text.startsWith(lineFeed);
    const value = isEaten ? lineFeed + text : text;
    return [{ ...child, value: isInline ? value.replaceAll(markdown, standIn) : value }];
  });
  return { ...node, properties: attributesOf(node, inCode), children };
}

/** Returns `text` without empty or indented lines. */
function spaced(text: string, isInline: boolean): string {
  return text.replaceAll(/[ \t]*[\r\n]\s*/g, isInline ? ' ' : '\n').replaceAll(/[ \t\f]+/g, ' ');
}

function attributesOf({ properties }: Element, inCode: boolean): Element['properties'] {
  const found: Element['properties'] = {};
  for (const [name, value] of Object.entries(properties))
    if (kept.has(name))
      found[name] = typeof value === 'string' ? value.replaceAll(/[\n<>[\]\\`]/g, standIn) : value;
  // The only class to keep is the language of a code sample.
  const language = [properties['className'] ?? []].flat().find((one) => one.startsWith('language-'));
  if (inCode && language !== undefined) found['className'] = [language];
  return found;
}
