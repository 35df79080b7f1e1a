import { escape, line } from '../../base/text.ts';

const references: Readonly<Record<string, string>> = { '&': '&#x26;', '<': '&#x3C;', '>': '&#x3E;' };

/**
 * Returns plain text as XML text, on one line. Markup characters become character references: only this notation convinces the RSS Best
 * Practices Profile and the W3C validator that text is not HTML (`CharacterData`).
 */
export function xmlText(value: string): string;
export function xmlText(value: string | undefined): string | undefined;
export function xmlText(value: string | undefined): string | undefined {
  return value === undefined
    ? undefined
    : line(value).replaceAll(/[&<>]/g, (character) => references[character] ?? '');
}

/** Returns plain text as an attribute value. */
export function xmlAttribute(value: string): string;
export function xmlAttribute(value: string | undefined): string | undefined;
export function xmlAttribute(value: string | undefined): string | undefined {
  return value === undefined ? undefined : escape(line(value));
}

/** Returns the content of a CDATA section: it splits every `]]>` in `value`. */
export function cdata(value: string): string {
  return value.replaceAll(']]>', ']]]]><![CDATA[>');
}

/** Returns an element. It leaves out `attributes` that are undefined. */
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

/** Returns the lines of a document written by `feed`, from `<name>` to `</name>`, indented by two spaces per level. */
export function cut(document: string, name: string): string {
  const end = `</${name}>`;
  const start = document.lastIndexOf('\n', document.indexOf(`<${name}>`)) + 1;
  return indent(document.slice(start, document.lastIndexOf(end) + end.length));
}

/** Replaces each four spaces of indentation in a document by two. */
export function indent(document: string): string {
  return document.replaceAll(/^(?: {4})+/gm, (spaces) => spaces.slice(spaces.length / 2));
}

/** Inserts `lines` before the end of the element `name`, one level deeper than the element. */
export function append(document: string, name: string, lines: readonly string[]): string {
  const end = document.lastIndexOf(`</${name}>`);
  const start = document.lastIndexOf('\n', end) + 1;
  const margin = `${document.slice(start, end)}  `;
  const added = lines.flatMap((block) => block.split('\n')).map((one) => `${margin}${one}\n`);
  return document.slice(0, start) + added.join('') + document.slice(start);
}
