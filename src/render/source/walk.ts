import type { Token, Tokens } from 'marked';
import type { Resolve } from '../../render.ts';
import { text as html, tidy } from '../attributes.ts';
import { target } from '../urls.ts';
import type { Kind } from '../urls.ts';
import { decoded, definedAt, destinationAt, plainly, written } from './destination.ts';
import { fragment, isLazyImage, isReplaced, safeTags, tagsIn } from './tags.ts';
import type { Edit } from './tags.ts';
import { found, inside, lose, part, unescaped } from './view.ts';
import type { View } from './view.ts';

/** What a text is read with. */
export interface Reading {
  readonly resolve: Resolve;
  /** The HTML of a token that only an extension knows, not cleaned. */
  readonly html: (token: Token, isInline: boolean) => string;
}

interface Walk extends Reading {
  readonly edits: Edit[];
  /** Definitions referred to, by label, and what for; notes referred to. */
  readonly used: Map<string, Kind>;
  readonly noted: Set<string>;
  readonly definitions: Definition<Tokens.Def>[];
  readonly notes: Definition<Tokens.Generic>[];
}

/** Something that shows only where it is referred to. */
interface Definition<T> {
  readonly token: T;
  readonly view: View;
  /** Whether it stands in no quote and no list. */
  readonly isOutside: boolean;
}

/** What has to be changed in a text of these `tokens`, so that it can be published. */
export function editsOf(tokens: readonly Token[], view: View, reading: Reading): Edit[] {
  const walk: Walk = { ...reading, edits: [], used: new Map(), noted: new Set(), definitions: [], notes: [] };
  blocks(tokens, view, walk, true);
  // A note may refer to further notes; of two with one label the first counts.
  const shown = new Map<string, Definition<Tokens.Generic>>();
  for (;;) {
    const note = walk.notes.find(({ token }) => walk.noted.has(labelOf(token)) && !shown.has(labelOf(token)));
    if (!note) break;
    shown.set(labelOf(note.token), note);
    const children = note.token.tokens ?? [];
    blocks(children, inside(note.view, textOf(children)), walk, false);
  }
  // What nothing refers to nobody sees: it may be a remark of the author's.
  for (const note of walk.notes) if (shown.get(labelOf(note.token)) !== note) remove(note, walk);
  const defined = new Set<string>();
  for (const definition of walk.definitions) {
    const { token, view: at } = definition;
    const kind = defined.has(token.tag) ? undefined : walk.used.get(token.tag);
    defined.add(token.tag);
    const to = kind && address(token.href, kind, walk);
    if (to === undefined) remove(definition, walk);
    else redirect(token.href, to, definedAt(at.text), at, walk, false);
  }
  return walk.edits;
}

function labelOf(token: Tokens.Generic): string {
  return String(token['label']);
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ raw }) => raw).join('');
}

function blocks(tokens: readonly Token[], view: View, walk: Walk, isOutside: boolean): void {
  let end = 0;
  for (const token of tokens) {
    const start = view.text.indexOf(token.raw, end);
    if (start < 0) lose();
    // Of two definitions of one label, the second is left out without a word.
    const gap = part(view, end, start - end);
    if (gap.text.trim() !== '') remove({ view: gap, isOutside }, walk);
    end = start + token.raw.length;
    block(token, part(view, start, token.raw.length), walk, isOutside);
  }
  const rest = part(view, end, view.text.length - end);
  if (rest.text.trim() !== '') remove({ view: rest, isOutside }, walk);
}

function block(given: Token, view: View, walk: Walk, isOutside: boolean): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tokens are told apart by their type alone
  const token = given as MarkedToken;
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'code':
    case 'checkbox':
      return;
    case 'heading':
    case 'paragraph':
      inline(token.tokens, found(view, token.text, 0), walk, false);
      return;
    case 'text':
      if (token.tokens) inline(token.tokens, found(view, token.text, 0), walk, false);
      return;
    case 'blockquote':
      blocks(token.tokens, inside(view, textOf(token.tokens)), walk, false);
      return;
    case 'list': {
      let end = 0;
      for (const item of token.items) {
        const start = view.text.indexOf(item.raw, end);
        if (start < 0) lose();
        end = start + item.raw.length;
        blocks(item.tokens, inside(part(view, start, item.raw.length), textOf(item.tokens)), walk, false);
      }
      return;
    }
    case 'table':
      table(token, view, walk);
      return;
    case 'html':
      replaceAll(safeTags(view.text, false, walk.resolve), view, walk, false);
      return;
    case 'def':
      walk.definitions.push({ token, view, isOutside });
      return;
    case 'footnote':
      walk.notes.push({ token, view, isOutside });
      return;
    default: {
      const safe = fragment(walk.html(given, false), false, walk.resolve).trim();
      if (!isOutside && safe.includes('\n')) lose();
      replace(0, view.text.trimEnd().length, safe, view, walk, false);
    }
  }
}

/** A token whose type says what it is; what extensions add says it by being none of the others. */
type MarkedToken =
  | Tokens.Space
  | Tokens.Hr
  | Tokens.Code
  | Tokens.Checkbox
  | Tokens.Heading
  | Tokens.Paragraph
  | Tokens.Text
  | Tokens.Blockquote
  | Tokens.List
  | Tokens.Table
  | Tokens.HTML
  | Tokens.Def
  | (Tokens.Generic & { readonly type: 'footnote' });

function table({ header, rows }: Tokens.Table, view: View, walk: Walk): void {
  let at = 0;
  const cell = ({ text, tokens }: Tokens.TableCell) => {
    const start = view.text.indexOf(text.replaceAll('|', String.raw`\|`), at);
    if (start < 0) lose();
    const found_ = unescaped(view, start, text, '|');
    at = found_.end;
    inline(tokens, found_, walk, true);
  };
  header.forEach(cell);
  // The line under the header holds no text.
  const under = view.text.indexOf('\n', at);
  at = Math.max(at, view.text.indexOf('\n', under + 1));
  for (const row of rows) row.forEach(cell);
}

function inline(tokens: readonly Token[], view: View, walk: Walk, isCell: boolean): void {
  let end = 0;
  const placed = tokens.map((token) => {
    const start = view.text.indexOf(token.raw, end);
    if (start < 0 || view.text.slice(end, start).trim() !== '') lose();
    end = start + token.raw.length;
    return { token, start, end };
  });
  let isLazy = false;
  for (let index = 0; index < placed.length; index++) {
    const { token, start, end: after } = placed[index] ?? lose();
    const own = part(view, start, after - start);
    if (token.type !== 'html') {
      if (token.raw.trim() !== '') isLazy = false;
      span(token, own, walk, isCell);
      continue;
    }
    const [tag] = tagsIn(token.raw);
    const isSpare = tag?.name === 'noscript' && tag.kind === 'start' && isLazy;
    if (!tag || !(isSpare || isReplaced(tag, token.raw))) {
      replaceAll(safeTags(token.raw, true, walk.resolve), own, walk, isCell);
      isLazy = tag !== undefined && isLazyImage(tag, token.raw);
      continue;
    }
    // It goes with all up to its end tag.
    const last = placed.findIndex(
      (one, at) => at > index && one.token.type === 'html' && isEnd(one.token.raw, tag.name),
    );
    const until = placed[last]?.end ?? lose();
    const safe = isSpare ? '<!-- -->' : fragment(view.text.slice(start, until), true, walk.resolve);
    replace(0, until - start, safe, part(view, start, until - start), walk, isCell);
    index = last;
  }
}

function isEnd(raw: string, name: string): boolean {
  const [tag] = tagsIn(raw);
  return tag?.kind === 'end' && tag.name === name;
}

const leaves: ReadonlySet<string> = new Set(['text', 'escape', 'codespan', 'br', 'checkbox']);

function span(given: Token, view: View, walk: Walk, isCell: boolean): void {
  if (leaves.has(given.type)) return;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tokens are told apart by their type alone
  const token = given as Tokens.Strong | Tokens.Em | Tokens.Del | Tokens.Link | Tokens.Image | Note;
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      inline(token.tokens, found(view, token.text, 1), walk, isCell);
      return;
    case 'link':
    case 'image':
      link(token, view, walk, isCell);
      return;
    case 'footnoteReference':
      walk.noted.add(token.raw.slice('[^'.length, -1).toLowerCase());
      return;
    default:
      replace(0, view.text.length, fragment(walk.html(given, true), true, walk.resolve), view, walk, isCell);
  }
}

type Note = Tokens.Generic & { readonly type: 'footnoteReference' };

function link(token: Tokens.Link | Tokens.Image, view: View, walk: Walk, isCell: boolean): void {
  const { raw, href } = token;
  const kind = token.type === 'image' ? 'image' : 'link';
  if (token.type === 'link' && !raw.startsWith('[')) {
    bare(token, view, walk, isCell);
    return;
  }
  const opening = token.type === 'image' ? 2 : 1;
  const label = unescaped(view, opening, token.text, '[]');
  const isReference = raw.endsWith(']');
  const to = address(href, kind, walk);
  if (to === undefined && token.type === 'image') {
    const alt = fragment(walk.html(token, true), true, walk.resolve);
    replace(0, raw.length, plainly(alt), view, walk, isCell);
    return;
  }
  inline(token.tokens ?? [], label, walk, isCell);
  if (to === undefined) {
    replace(0, opening, '', view, walk, isCell);
    replace(label.end, raw.length, '', view, walk, isCell);
  } else if (isReference) {
    const named = raw.startsWith('][', label.end) ? raw.slice(label.end + 2, -1) : '';
    const name = named === '' ? raw.slice(opening, label.end) : named;
    const key = name.replaceAll(/\s+/g, ' ').toLowerCase();
    if (!walk.used.has(key)) walk.used.set(key, kind);
  } else redirect(href, to, destinationAt(raw, label.end + 2), view, walk, isCell);
}

/** An address that is its own text: `<https://…>`, `https://…`, `www.…`, `a@b.c`. */
function bare(token: Tokens.Link, view: View, walk: Walk, isCell: boolean): void {
  const { raw, href, text } = token;
  const to = address(href, 'link', walk, raw.startsWith('<'));
  if (to === undefined) replace(0, raw.length, plainly(html(text)), view, walk, isCell);
  // Few know such an address by its beginning.
  else if (/^www\./i.test(raw))
    replace(0, raw.length, `[${plainly(html(raw))}](${written(to)})`, view, walk, isCell);
}

/** Where `href` leads, absolute; nothing where it may not stand. */
function address(href: string, kind: Kind, { resolve }: Walk, isAutolink = false): string | undefined {
  const to = target(decoded(href, isAutolink), kind, resolve);
  return to && tidy(to.url);
}

function redirect(
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

function remove({ view, isOutside }: Pick<Definition<unknown>, 'view' | 'isOutside'>, walk: Walk): void {
  const start = view.text.length - view.text.trimStart().length;
  // In a list, a blank line in its place would say something else of how its items stand.
  replace(start, view.text.trimEnd().length, isOutside ? '' : unused, view, walk, false);
}

/** A definition of nothing. */
const unused = '[-]: about:blank';

function replaceAll(edits: readonly Edit[], view: View, walk: Walk, isCell: boolean): void {
  for (const { start, end, text } of edits) replace(start, end, text, view, walk, isCell);
}

function replace(from: number, to: number, text: string, view: View, { edits }: Walk, isCell: boolean): void {
  const [start, end] = [view.at(from) ?? lose(), view.at(to) ?? lose()];
  edits.push({ start, end, text: isCell ? text.replaceAll(/\\?\|/g, String.raw`\|`) : text });
}
