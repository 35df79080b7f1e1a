import { toHtml } from 'hast-util-to-html';
import type { Element } from './tree.ts';

/** What attributes say beside how something looks: as hast calls them. */
const telling = new Set(
  `abbr align alt allowFullScreen cite colSpan controls data dateTime dir headers height href hrefLang id kind label lang loop
  media muted open playsInline poster preload rel reversed rowSpan scope sizes span src srcLang srcSet start title type value
  width`.split(/\s+/),
);

/** Stands for a line end that has to stay one: no text has it, for it is no character. */
const lineEnd = '\uFDD0';

/**
 * An element with all that is in it as HTML inside Markdown: no empty line ends it before its time, and nothing in it can be
 * taken for template syntax.
 */
export function keepHtml(node: Element): string {
  return safe(toHtml(plain(node, false), { characterReferences: { useNamedReferences: true } }));
}

/** The start and the end tag of an element. */
export function tagsOf(node: Element): readonly [string, string] {
  const both = safe(toHtml({ ...plain(node, false), children: [] }));
  const end = `</${node.tagName}>`;
  return [both.slice(0, -end.length), end];
}

function safe(html: string): string {
  return (
    html
      // Before a brace a backslash would be taken for one that says it is meant.
      .replaceAll(/\\(?=\{)/g, '&#92;')
      .replaceAll(/\{(?=[{%#:.])/g, '&#123;')
      .replaceAll(/\[(?=\[)/g, '&#91;')
      .replaceAll('|', '&#124;')
      .replaceAll(lineEnd, '&#10;')
  );
}

function plain(node: Element, isCode: boolean): Element {
  const properties = Object.fromEntries(
    Object.entries(node.properties).filter(([name]) => telling.has(name)),
  );
  // The language of a sample is all a class ever says.
  const language = [node.properties['className'] ?? []].flat().find((one) => one.startsWith('language-'));
  const inCode = isCode || node.tagName === 'pre';
  return {
    ...node,
    properties: language === undefined || !inCode ? properties : { ...properties, className: [language] },
    children: node.children.flatMap((child): Element['children'] => {
      if (child.type === 'element') return [plain(child, inCode)];
      if (child.type !== 'text') return [];
      const value = inCode
        ? child.value.replaceAll(/\r\n?|\n/g, lineEnd)
        : child.value.replaceAll(/[ \t]*[\r\n]\s*/g, '\n').replaceAll(/[ \t\f]+/g, ' ');
      return [{ ...child, value }];
    }),
  };
}
