import type { MarkedExtension, Parser, Token } from 'marked';

/** A footnote and its uses. */
interface Note {
  readonly tokens: Token[];
  /** Its place in the list of notes, from 1. It is 0 while nothing refers to it. */
  number: number;
  /** How many references it has. */
  references: number;
}

/** The footnotes of one text. */
export interface Notes {
  /** The notes by their labels in lower case. */
  readonly defined: Map<string, Note>;
  /** The notes that have references, in the order of their first reference. */
  readonly shown: Note[];
}

/** Whether `source` can define a footnote outside quotes and lists. */
export function hasFootnotes(source: string): boolean {
  return source.includes('[^') && /^ {0,3}\[\^[^\]\s]+\]:/m.test(source);
}

/** No footnotes yet. */
export function noNotes(): Notes {
  return { defined: new Map(), shown: [] };
}

const definition = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*/;
const reference = /^\[\^([^\]\s]+)\]/;
// A line that starts another block: it continues a note only if it is indented.
const ownLine = /^ {0,3}(?:\[\^[^\]\s]+\]:|#{1,6}\s|>|```|~~~|[-*+]\s|\d{1,9}[.)]\s|<)/;

/**
 * An extension of `marked` for footnotes as GitHub has them: `[^label]` in the text and `[^label]: note` on a line, continued on
 * indented lines. A note without a reference is left out. `notesOf` returns the notes of the text that a lexer reads.
 *
 * The package marked-footnote keeps state from one text to the next, searches all notes for each reference, and
 * writes an English heading.
 */
export function footnotes(notesOf: (lexer: object) => Notes | undefined): MarkedExtension {
  return {
    extensions: [
      {
        name: 'footnote',
        level: 'block',
        // A note ends a paragraph. Searching all that follows would take time that grows with the square of the text.
        start(src) {
          const at = notesOf(this.lexer) ? src.slice(0, 4000).search(/\n {0,3}\[\^/) : -1;
          return at < 0 ? undefined : at + 1;
        },
        tokenizer(src) {
          const notes = notesOf(this.lexer);
          const match = notes && definition.exec(src);
          if (!match) return undefined;
          const [marker, label = ''] = match;
          const raw = marker + noteText(src.slice(marker.length));
          const key = label.toLowerCase();
          const content = raw.slice(marker.length).replaceAll(/\n(?: {4}|\t)/g, '\n');
          const { top } = this.lexer.state;
          this.lexer.state.top = true;
          const tokens = this.lexer.blockTokens(content, []);
          this.lexer.state.top = top;
          if (!notes.defined.has(key)) notes.defined.set(key, { tokens, number: 0, references: 0 });
          return { type: 'footnote', raw, label: key, tokens };
        },
        renderer: () => '',
      },
      {
        name: 'footnoteReference',
        level: 'inline',
        tokenizer(src) {
          if (!src.startsWith('[^')) return undefined;
          const notes = notesOf(this.lexer);
          const match = notes && reference.exec(src);
          const note = match && notes.defined.get((match[1] ?? '').toLowerCase());
          return note ? { type: 'footnoteReference', raw: match[0], note, notes } : undefined;
        },
        renderer(token) {
          const note: Note = token['note'];
          const notes: Notes = token['notes'];
          if (note.number === 0) note.number = notes.shown.push(note);
          const id = referenceId(note, ++note.references);
          return `<sup id="${id}"><a href="#fn:${note.number}" class="footnote-reference" role="doc-noteref">${note.number}</a></sup>`;
        },
      },
    ],
  };
}

/** Returns the part of `src` that belongs to the note at its start: the first line and the lines that continue it. */
function noteText(src: string): string {
  let end = lineEnd(src, 0);
  let next = end;
  let isBlank = false;
  while (next < src.length) {
    const after = lineEnd(src, next);
    const line = src.slice(next, after);
    if (line.trim() === '') isBlank = true;
    else if (/^(?: {4}|\t)/.test(line) || (!isBlank && !ownLine.test(line))) {
      isBlank = false;
      end = after;
    } else break;
    next = after;
  }
  return src.slice(0, end);
}

function lineEnd(src: string, from: number): number {
  const at = src.indexOf('\n', from);
  return at < 0 ? src.length : at + 1;
}

/**
 * Returns the list of the notes that the text refers to, or `''` if there are none. Its ids contain a colon, which ids of
 * headings never do.
 * `parser` renders a note's content.
 */
export function noteList(notes: Notes | undefined, parser: Parser): string {
  if (!notes || notes.shown.length === 0) return '';
  const contents: string[] = [];
  // A note can refer to further notes, which are then added to the list.
  for (const note of notes.shown) contents.push(parser.parse(note.tokens).trimEnd());
  const items = notes.shown.map((note, index) => {
    const content = contents[index] ?? '';
    const inner = content.endsWith('</p>')
      ? `${content.slice(0, -'</p>'.length)}${backLinks(note)}</p>`
      : `${content}${backLinks(note)}`;
    return `<li id="fn:${note.number}">${inner}</li>\n`;
  });
  return `<section class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n${items.join('')}</ol>\n</section>\n`;
}

function referenceId(note: Note, turn: number): string {
  return turn === 1 ? `fnref:${note.number}` : `fnref:${note.number}:${turn}`;
}

// U+FE0E requests the arrow as text. Without it, some systems show an emoji.
function backLinks(note: Note): string {
  let links = '';
  for (let turn = 1; turn <= note.references; turn++)
    links += ` <a href="#${referenceId(note, turn)}" class="footnote-back" role="doc-backlink">↩\uFE0E</a>`;
  return links;
}
