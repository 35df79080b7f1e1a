import { escape, line } from '../../base/text.ts';

const references: Readonly<Record<string, string>> = { '&': '&#x26;', '<': '&#x3C;', '>': '&#x3E;' };

/**
 * Plain text as XML text, on one line. Markup characters are written as character references: the one notation
 * in which the RSS Best Practices Profile and the W3C validator believe that text is not HTML (`CharacterData`).
 */
export function xmlText(value: string): string {
  return line(value).replaceAll(/[&<>]/g, (character) => references[character] ?? '');
}

/** Plain text as the value of an attribute. */
export function xmlAttribute(value: string): string {
  return escape(line(value));
}

/** What stands inside `<![CDATA[` and `]]>`: every `]]>` of its own is taken apart. */
export function cdata(value: string): string {
  return value.replaceAll(']]>', ']]]]><![CDATA[>');
}

/** An element or nothing: `attributes` that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  inside = '',
): string {
  const list = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${value}"`],
  );
  const start = `<${name}${list.join('')}`;
  return inside === '' ? `${start}/>` : `${start}>${inside}</${name}>`;
}

/** The lines of a document that `feed` wrote, from `<name>` to `</name>`, indented by two spaces a level. */
export function cut(document: string, name: string): string {
  const end = `</${name}>`;
  const start = document.lastIndexOf('\n', document.indexOf(`<${name}>`)) + 1;
  return indent(document.slice(start, document.lastIndexOf(end) + end.length));
}

/** A skeleton with two spaces of indentation for each four. */
export function indent(document: string): string {
  return document.replaceAll(/^(?: {4})+/gm, (spaces) => spaces.slice(spaces.length / 2));
}

/** `lines` put before the end of the element `name`, one level deeper than it stands. */
export function append(document: string, name: string, lines: readonly string[]): string {
  const end = document.lastIndexOf(`</${name}>`);
  const start = document.lastIndexOf('\n', end) + 1;
  const margin = `${document.slice(start, end)}  `;
  const added = lines.flatMap((block) => block.split('\n')).map((one) => `${margin}${one}\n`);
  return document.slice(0, start) + added.join('') + document.slice(start);
}
