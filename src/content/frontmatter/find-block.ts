import type { Span } from '../../base/position.ts';

/** The languages of front matter. */
export type SyntaxName = 'yaml' | 'toml' | 'json';

/** The beginning of a file: a block of front matter, an unreadable one, or none. */
export type Block =
  | {
      readonly kind: 'block';
      readonly syntax: SyntaxName;
      /** The line, or for JSON the brace, that opens it. */
      readonly fence: Span;
      /** The text between the fences, without the last line end. */
      readonly content: Span;
      /** The offset at which the body begins. */
      readonly body: number;
    }
  | { readonly kind: 'unclosed'; readonly fence: Span; readonly mark: string }
  | { readonly kind: 'language'; readonly fence: Span; readonly language: string }
  | { readonly kind: 'none' };

const languages: ReadonlyMap<string, SyntaxName> = new Map([
  ['', 'yaml'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['toml', 'toml'],
  ['json', 'json'],
]);

// Blank lines before it are allowed, as in Hugo. More than three marks are a thematic break or a heading underline.
const opening = /^(?:[ \t]*\n)*(?<fence>(?<mark>---|\+\+\+|;;;)(?![-+;])[ \t]*(?<rest>[^\n]*))(?:\n|$)/;
// A brace can begin an article too ({{ shortcode }}, {: .class }), but a brace alone or before a quote hardly does.
const brace = /^(?:[ \t]*\n)*(?=\{[ \t]*(?:\n|"|\}))/;

/** Finds the front matter of `text`, which has LF line ends. */
export function findBlock(text: string): Block {
  const json = brace.exec(text);
  if (json) return findObject(text, json[0].length);
  const open = opening.exec(text);
  const { fence = '', mark = '', rest = '' } = open?.groups ?? {};
  if (!open) return { kind: 'none' };
  const start = open[0].indexOf(fence);
  const span = { start, end: start + fence.trimEnd().length };
  const first = span.start + fence.length;
  const close = findClose(text, mark, first);
  const language = rest.replace(/(?:^|\s)#.*$/, '').trim();
  if (mark === '---' && !languages.has(language.toLowerCase()))
    // `--- Some prose` is not front matter unless there is a closing line.
    return close || /^[\w.+-]+$/.test(language)
      ? { kind: 'language', fence: span, language }
      : { kind: 'none' };
  if (mark !== '---' && language !== '') return { kind: 'none' };
  if (!close) return { kind: 'unclosed', fence: span, mark };
  const syntax = mark === '+++' ? 'toml' : mark === ';;;' ? 'json' : languages.get(language.toLowerCase());
  return {
    kind: 'block',
    syntax: syntax ?? 'yaml',
    fence: span,
    content: { start: first + 1, end: Math.max(first + 1, close.start - 1) },
    body: close.end,
  };
}

/** Returns the line that closes `mark`, with its line end; `from` is the end of the opening line. */
function findClose(text: string, mark: string, from: number): Span | undefined {
  const form = {
    '---': /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/g,
    '+++': /\n\+\+\+[ \t]*(?:\n|$)/g,
    ';;;': /\n;;;[ \t]*(?:\n|$)/g,
  }[mark];
  if (!form) return undefined;
  form.lastIndex = from;
  const found = form.exec(text);
  return found ? { start: found.index + 1, end: found.index + found[0].length } : undefined;
}

/** Returns the JSON object that begins at `start`. If it does not end, returns all of the text: the parser reports the error. */
function findObject(text: string, start: number): Block {
  let depth = 0;
  let end = text.length;
  for (const { 0: token, index } of text.slice(start).matchAll(/"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|[{}]/g)) {
    if (token === '{') depth++;
    if (token === '}') depth--;
    if (depth > 0) continue;
    end = start + index + 1;
    break;
  }
  const line = /[ \t]*\n/y;
  line.lastIndex = end;
  return {
    kind: 'block',
    syntax: 'json',
    fence: { start, end: start + 1 },
    content: { start, end },
    body: end + (line.exec(text)?.[0].length ?? 0),
  };
}
