import { markdown } from './content.ts';
import type { Entry, ItemStyle } from './format.ts';
import { cdata, element } from './xml.ts';

/** The `source` namespace. We write `source:markdown`, the item's text in Markdown. */
export const sourceNamespace = 'http://source.scripting.com/';

/** Returns the field of `markdownElement`. */
export function markdownField(entry: Entry, style: ItemStyle): string | undefined {
  const source = markdown(entry, style);
  return source && cdata(source);
}

/** `source:markdown` for RSS items, and as an extension of Atom entries (RFC 4287 §6.4). */
export function markdownElement(slot: string): string {
  return element('source:markdown', {}, `<![CDATA[${slot}]]>`);
}
