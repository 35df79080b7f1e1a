import { positionAt, type Position } from '../base/position.ts';
import { resolvePairs } from './templates/paired-tags.ts';
import type { Code, Edit } from './templates/token.ts';
import type { Reference } from './templates/reading.ts';
import { isUnprotected, unescaped } from './templates/sample.ts';
import { scan } from './templates/scan.ts';
import { createScope } from './templates/value.ts';

export type { Reference } from './templates/reading.ts';

/** A piece of template syntax that Feedmill omitted or, because its end is unclear, left unchanged. */
export interface UntranslatedSyntax extends Position {
  /** The kind of syntax, for messages: `Liquid tag`, `Hugo shortcode`, `MDX component`. */
  readonly kind: string;
  /** The source text on one line, limited to 60 characters. */
  readonly text: string;
}

/** A body without template syntax. */
export interface Translated {
  readonly body: string;
  /** In the order of the text. */
  readonly leftovers: readonly UntranslatedSyntax[];
}

/** The values that template syntax can refer to. */
export interface TemplateOptions {
  /** Whether the file is `.mdx`. */
  readonly mdx: boolean;
  /** `url` is absolute and ends with `/`. */
  readonly site: { readonly url: string; readonly title: string };
  readonly page: { readonly url: string; readonly title: string };
  readonly reference: Reference;
}

/** The maximum number of passes. Real articles need at most three. */
const mostTurns = 8;

/**
 * Converts the template syntax in `body` to plain Markdown, if its meaning is clear: the syntax of Jekyll, Hugo, Eleventy, Hexo,
 * Zola and MDX, kramdown attributes and wiki links. Omits and reports the rest.
 *
 * Keeps all text on its line. Does not change code samples, except for syntax that only makes the generator
 * show them: `raw` blocks and Hugo's comment marks. Converting the result again does not change it.
 */
export function translateTemplates(body: string, options: TemplateOptions): Translated {
  if (!mayHold(body, options.mdx)) return { body, leftovers: [] };
  let text = body;
  const leftovers: UntranslatedSyntax[] = [];
  // Removing a tag can change the meaning of the text after it, so this repeats until nothing changes.
  for (let turn = 0; turn < mostTurns; turn++) {
    const { mdx, reference, site, page } = options;
    const pieces = resolvePairs(scan(text, { mdx, scope: createScope(site, page), reference }));
    leftovers.push(...tell(text, pieces));
    const next = assemble(text, pieces);
    if (next === text) break;
    text = next;
  }
  return { body: text, leftovers: leftovers.toSorted((a, b) => a.line - b.line) };
}

/** A quick look: most bodies hold nothing of it. */
function mayHold(body: string, mdx: boolean): boolean {
  if (mdx) return /\{|\[\[|^(?:import|export)\b|<[A-Za-z/>]/m.test(body);
  return body.includes('[[') || (body.includes('{') && /\{[{%#:.]/.test(body));
}

function assemble(body: string, pieces: readonly (Code | Edit)[]): string {
  // Whoever shows such syntax in a sample without protecting it has a generator that does not look into samples.
  const isRawMeant = !pieces.some(
    (piece) => piece.kind === 'code' && !piece.isRaw && !piece.isTagged && isUnprotected(slice(body, piece)),
  );
  const parts: string[] = [];
  let at = 0;
  let last = '';
  const put = (text: string) => {
    parts.push(text);
    last = text.at(-1) ?? last;
  };
  for (const piece of pieces) {
    if (piece.start < at) continue;
    put(body.slice(at, piece.start));
    at = piece.end;
    const source = slice(body, piece);
    if (piece.kind === 'code') {
      put(unescaped(source, isRawMeant || piece.isTagged));
      continue;
    }
    // What stood on both sides of it must not become syntax together.
    const isJoint = /[{[`<!\\$\]]/.test(last) ? /\S/.test(body[at] ?? ' ') : isModule(last, at);
    const text = piece.text === '' && (isJoint || piece.isHeld) ? '<!-- -->' : piece.text;
    put(text + '\n'.repeat(Math.max(0, count(source) - count(text))));
  }
  put(body.slice(at));
  return parts.join('');

  function isModule(before: string, from: number): boolean {
    return (before === '' || before === '\n') && /^(?:import|export)/.test(body.slice(from, from + 6));
  }
}

function slice(body: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return body.slice(start, end);
}

function count(text: string): number {
  return text.split('\n').length - 1;
}

/** UTF-16 units. */
const longest = 60;

function tell(body: string, pieces: readonly (Code | Edit)[]): UntranslatedSyntax[] {
  const leftovers: UntranslatedSyntax[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'edit' || piece.told === undefined) continue;
    const text = body
      .slice(piece.start, piece.until ?? piece.end)
      .replaceAll(/\s+/g, ' ')
      .trim();
    const short = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
    leftovers.push({ kind: piece.told, text: short, ...positionAt(body, piece.start) });
  }
  return leftovers;
}
