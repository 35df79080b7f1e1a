import { Parser } from 'htmlparser2';
import type { Position } from '../../base/position.ts';

/** An outline of an XML document. */
export interface XmlTree {
  /** The name of the outermost element, in lower case without its prefix; empty if there is none. */
  readonly root: string;
  /** The namespaces the root declares. */
  readonly namespaces: readonly string[];
  /** Positions of its items or entries, in order. */
  readonly items: readonly Position[];
  /** The element that is not closed, is nested too deeply, or contains an overlong text about a person. */
  readonly fault?: Position & { readonly name: string; readonly what: 'open' | 'deep' | 'long' };
}

/** Maximum depth of elements. Feeds have about six levels, and XHTML in them a few more. */
const deepest = 200;

/** Maximum length of a text about a person, in UTF-16 units. feedsmith needs quadratic time for it. */
const longest = 10_000;
const people = /^(?:author|managingeditor|webmaster)$/;

/** Outlines `text` as XML, without resolving anything: it never expands an entity of the document. */
export function parseXmlTree(text: string): XmlTree {
  const lines = lineStarts(text);
  const items: Position[] = [];
  const open: { name: string; at: number; length: number }[] = [];
  let root = '';
  let namespaces: string[] = [];
  let fault: XmlTree['fault'];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const at = parser.startIndex;
        open.push({ name, at, length: 0 });
        if (open.length === 1 && root === '') {
          root = localName(name);
          namespaces = Object.entries(attributes).flatMap(([key, value]) =>
            /^xmlns(?::|$)/.test(key) ? [value] : [],
          );
        }
        if (open.length <= 3 && /^(?:item|entry)$/.test(localName(name))) items.push(positionOf(at, lines));
        if (open.length > deepest) tell(name, at, 'deep');
      },
      ontext(data) {
        const one = open.at(-1);
        if (one === undefined || !people.test(localName(one.name))) return;
        one.length += data.length;
        if (one.length > longest) tell(one.name, one.at, 'long');
      },
      onclosetag(name, isImplied) {
        const { at } = open.pop() ?? { at: 0 };
        if (isImplied && text.slice(parser.endIndex - 1, parser.endIndex + 1) !== '/>')
          tell(name, at, 'open');
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(text);
  return { root, namespaces, items, ...(fault && { fault }) };

  function tell(name: string, at: number, what: 'open' | 'deep' | 'long'): void {
    // If several elements end together, the innermost is at fault.
    if (fault !== undefined) return;
    fault = { name, what, ...positionOf(at, lines) };
    parser.pause();
  }
}

/** Returns the name without its prefix, in lower case: feeds often have either wrong. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

/** Returns the offset of each line of `text`. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Returns the line and column of the character `at`. */
export function positionOf(at: number, lines: readonly number[]): Position {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (lines[low] ?? 0) + 1 };
}
