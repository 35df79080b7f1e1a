import type { Tokens } from 'marked';
import { escapeText as escaped, normalizeText } from '../../../base/text.ts';
import { resolveReference } from '../urls.ts';
import type { ReferenceKind as Kind } from '../../model.ts';
import { decoded, destinationAt, plainly, written } from './destination.ts';
import { replace } from './edits.ts';
import type { Walk } from './edits.ts';
import { fragment } from './tags.ts';
import { unescaped } from './view.ts';
import type { View } from './view.ts';

/** Makes a link or an image absolute, or plain text where it may lead nowhere; gives what it shows, if that is Markdown. */
export function link(
  token: Tokens.Link | Tokens.Image,
  view: View,
  walk: Walk,
  isCell: boolean,
): View | undefined {
  const { raw, href } = token;
  const kind = token.type === 'image' ? 'image' : 'link';
  if (token.type === 'link' && !raw.startsWith('[')) {
    bare(token, view, walk, isCell);
    return undefined;
  }
  const opening = token.type === 'image' ? 2 : 1;
  const label = unescaped(view, opening, token.text, '[]');
  const isReference = raw.endsWith(']');
  const to = address(href, kind, walk);
  if (to === undefined && token.type === 'image') {
    const alt = fragment(walk.html(token, true), true, walk.resolve);
    replace(0, raw.length, plainly(alt), view, walk, isCell);
    return undefined;
  }
  if (to === undefined) {
    replace(0, opening, '', view, walk, isCell);
    replace(label.end, raw.length, '', view, walk, isCell);
  } else if (isReference) {
    const named = raw.startsWith('][', label.end) ? raw.slice(label.end + 2, -1) : '';
    const name = named === '' ? raw.slice(opening, label.end) : named;
    const key = name.replaceAll(/\s+/g, ' ').toLowerCase();
    if (!walk.used.has(key)) walk.used.set(key, kind);
  } else redirect(href, to, destinationAt(raw, label.end + 2), view, walk, isCell);
  return label;
}

/** An address that is its own text: `<https://…>`, `https://…`, `www.…`, `a@b.c`. */
function bare(token: Tokens.Link, view: View, walk: Walk, isCell: boolean): void {
  const { raw, href, text } = token;
  const to = address(href, 'link', walk, raw.startsWith('<'));
  if (to === undefined) replace(0, raw.length, plainly(escaped(text)), view, walk, isCell);
  // Few know such an address by its beginning.
  else if (/^www\./i.test(raw))
    replace(0, raw.length, `[${plainly(escaped(raw))}](${written(to)})`, view, walk, isCell);
}

/** Where `href` leads, absolute; nothing where it may not stand. */
export function address(href: string, kind: Kind, { resolve }: Walk, isAutolink = false): string | undefined {
  const to = resolveReference(decoded(href, isAutolink), kind, resolve);
  return to && normalizeText(to.url);
}

/** Writes where `href` leads in place of it. */
export function redirect(
  href: string,
  to: string,
  range: { start: number; end: number },
  view: View,
  walk: Walk,
  isCell: boolean,
): void {
  // What is absolute already stays as it was written.
  if (decoded(href, false) !== to) replace(range.start, range.end, written(to), view, walk, isCell);
}
