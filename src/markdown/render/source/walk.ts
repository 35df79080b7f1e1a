import type { Token, Tokens } from 'marked';
import { definedAt } from './destination.ts';
import { remove, replace, replaceAll } from './edits.ts';
import type { Definition, Reading, Walk } from './edits.ts';
import { address, link, redirect } from './link.ts';
import { fragment, isLazyImage, isReplaced, safeTags, tagsIn } from './tags.ts';
import type { Edit } from './tags.ts';
import { found, inside, lose, part, unescaped } from './view.ts';
import type { View } from './view.ts';

/** What has to be changed in a text of these `tokens`, so that it can be published. */
export function editsOf(tokens: readonly Token[], view: View, parsed: Reading): Edit[] {
  const walk: Walk = { ...parsed, edits: [], used: new Map(), noted: new Set(), definitions: [], notes: [] };
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
    const own = unescaped(view, start, text, '|');
    at = own.end;
    inline(tokens, own, walk, true);
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
    case 'image': {
      const label = link(token, view, walk, isCell);
      if (label) inline(token.tokens ?? [], label, walk, isCell);
      return;
    }
    case 'footnoteReference':
      walk.noted.add(token.raw.slice('[^'.length, -1).toLowerCase());
      return;
    default:
      replace(0, view.text.length, fragment(walk.html(given, true), true, walk.resolve), view, walk, isCell);
  }
}

type Note = Tokens.Generic & { readonly type: 'footnoteReference' };
