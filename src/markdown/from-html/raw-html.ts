import { toHtml } from 'hast-util-to-html';
import type { Element } from './tree.ts';

/** The attributes that are kept, as hast names them. The others only say how something looks. */
const kept = new Set(
  `abbr align alt allowFullScreen cite colSpan controls data dateTime dir headers height href hrefLang id kind label lang loop
  media muted open playsInline poster preload rel reversed rowSpan scope sizes span src srcLang srcSet start title type value
  width`.split(/\s+/),
);

/** Characters that become references once the HTML is written: noncharacters stand for them until then. */
const references = '\n<>[]\\`*_~|@:.'.split('');

const first = 0xfdd0;
const standIns = /[\uFDD0-\uFDDD]/g;

function standIn(character: string): string {
  return String.fromCharCode(first + references.indexOf(character));
}

const lineFeed = standIn('\n');

/** What can be Markdown in the middle of a line: marks, and what GitHub makes a link of. */
const markdown = /[[\]\\`*_~|@]|(?<=(?:https?|ftp)):(?=\/\/)|(?<=www)\./gi;

/**
 * An element with all that is in it as HTML inside Markdown. No empty line in it ends the HTML too early, and nothing in it can be
 * read as template syntax. With `isInline` nothing in it can be read as Markdown either, wherever it stands, and it is one line.
 */
export function keepHtml(node: Element, isInline = false): string {
  const html = toHtml(plain(node, isInline, false), { characterReferences: { useNamedReferences: true } });
  return safe(html);
}

/** The start tag and the end tag of an element. */
export function tagsOf(node: Element): readonly [string, string] {
  const both = safe(toHtml({ ...node, properties: attributesOf(node, false), children: [] }));
  const end = `</${node.tagName}>`;
  return [both.slice(0, -end.length), end];
}

function safe(html: string): string {
  return (
    html
      // A backslash before a brace would escape it in template syntax.
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
    // A parser leaves out a line feed right after `<pre>`.
    const isEaten = node.tagName === 'pre' && index === 0 && text.startsWith(lineFeed);
    const value = isEaten ? lineFeed + text : text;
    return [{ ...child, value: isInline ? value.replaceAll(markdown, standIn) : value }];
  });
  return { ...node, properties: attributesOf(node, inCode), children };
}

/** `text` without empty lines and without indented lines. */
function spaced(text: string, isInline: boolean): string {
  return text.replaceAll(/[ \t]*[\r\n]\s*/g, isInline ? ' ' : '\n').replaceAll(/[ \t\f]+/g, ' ');
}

function attributesOf({ properties }: Element, inCode: boolean): Element['properties'] {
  const found: Element['properties'] = {};
  for (const [name, value] of Object.entries(properties))
    if (kept.has(name))
      found[name] = typeof value === 'string' ? value.replaceAll(/[\n<>[\]\\`]/g, standIn) : value;
  // The language of a code sample is the only class that says something.
  const language = [properties['className'] ?? []].flat().find((one) => one.startsWith('language-'));
  if (inCode && language !== undefined) found['className'] = [language];
  return found;
}
