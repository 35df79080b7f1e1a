import type { Span } from '../../base/position.ts';
import { type Reading, edit } from './reading.ts';
import { block, literalCode } from './write.ts';

/**
 * Returns a code block for the tags `opening` and `closing`. It is fenced if they have lines of their own; else it is an element on one
 * line, because the text around it may continue after it.
 */
export function sample(parsed: Reading, opening: Span, closing: Span, language: string | undefined): number {
  const { body, pieces, standing } = parsed;
  const content = body.slice(opening.end, closing.start);
  const name = /^[\w+#.-]{1,40}$/.test(language ?? '') ? (language ?? '') : '';
  const first = standing(opening.start, opening.end);
  if (
    first.isFirst &&
    first.isLast &&
    standing(closing.start, closing.end).isLast &&
    isWhole(parsed, content)
  ) {
    const longest = (content.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
    const fence = '`'.repeat(longest + 1);
    edit(parsed, opening.start, opening.end, fence + name);
    pieces.push({ kind: 'code', start: opening.end, end: closing.start, isRaw: false, isTagged: true });
    return edit(parsed, closing.start, closing.end, fence);
  }
  const code = unescaped(content, true).replaceAll(/^[ \t]*\n|\n[ \t]*$/g, '');
  const html = `<code${name === '' ? '' : ` class="language-${name}"`}>${literalCode(code)}</code>`;
  const isInline = !first.isFirst && !code.includes('\n');
  const text = isInline ? html : `${first.isFirst ? block('') : ''}<pre>${html}</pre>`;
  return edit(parsed, opening.start, closing.end, text);
}

/** Whether every line of `content` and the closing tag have the same indentation as the opening tag. */
function isWhole({ container }: Reading, content: string): boolean {
  const lines = content.split('\n');
  const last = lines.pop() ?? '';
  const { indent, quotes } = container();
  const before = `^(?: {0,3}>){${quotes}} ?`;
  const inside = new RegExp(`${before}(?: {${indent}}|\\t|[ \\t]*$)`);
  const closing = new RegExp(`${before} {${indent},${indent + 3}}$`);
  return lines.length > 0 && closing.test(last) && lines.slice(1).every((line) => inside.test(line));
}

const rawPair =
  /\{%-?\s*(raw|verbatim)\s*-?%\}((?:(?!\{%-?\s*(?:end)?(?:raw|verbatim)\b)[^])*)\{%-?\s*end\1\s*-?%\}/gi;
const rawMark = /\{%-?\s*(?:end)?(?:raw|verbatim)\s*-?%\}/i;
const hugoEscape = /\{\{([<%])\/\*((?:(?!\*\/)[^]){0,4000})\*\/([>%])\}\}/g;

/**
 * Removes from a code block the escapes that its generator needs: `raw` blocks (if `isRawMeant`) and Hugo's comment marks inside a
 * shortcode's braces. Line ends stay.
 */
export function unescaped(code: string, isRawMeant: boolean): string {
  if (!code.includes('{')) return code;
  const shown = code.replaceAll(
    hugoEscape,
    (_, open: string, inner: string, close: string) => `{{${open}${inner}${close}}}`,
  );
  if (!isRawMeant || !code.includes('{%')) return shown;
  const found = shown.replaceAll(rawPair, (pair) =>
    pair.replaceAll(new RegExp(rawMark, 'gi'), (mark) => mark.replaceAll(/[^\n]/g, '')),
  );
  // If marks are left, they are meant to be visible, and then so are the others.
  return rawMark.test(found) ? shown : found;
}

/** Whether a code block has template syntax outside a `raw` block: then its generator does not process code blocks. */
export function isUnprotected(code: string): boolean {
  return (
    code.includes('{') &&
    /\{[{%](?!\{?[<%]?\/\*)/.test(code.replaceAll(rawPair, '').replaceAll(hugoEscape, ''))
  );
}
