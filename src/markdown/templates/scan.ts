import { createBlocks, paragraphEnd, type Line } from './blocks.ts';
import { createFind, type Span } from './span.ts';
import { readShortcode } from './hugo.ts';
import { readBraces } from './kramdown.ts';
import { readOutput, readTag } from './liquid.ts';
import { createMdx } from './mdx.ts';
import type { TemplateToken, Tag } from './token.ts';
import { brace, edit, type Reading } from './reading.ts';
import { createSpans } from './spans.ts';
import { readWiki } from './wiki.ts';

const special = /[`\\<{[!$\n]/g;
/** Elements whose text is no Markdown. */
const verbatim = /<(pre|code|script|style|textarea)(?=[\s>])/iy;

/** Finds everything in a body that is code or template syntax, in the order of the text. */
export function scan(
  body: string,
  { mdx: isMdx, ...given }: Pick<Reading, 'scope' | 'reference'> & { readonly mdx: boolean },
): readonly TemplateToken[] {
  const pieces: TemplateToken[] = [];
  const find = createFind(body);
  const spanEnd = createSpans(body);
  /** How many tags are open that have a mate further on. */
  let open = 0;
  const blocks = createBlocks(body, { mdx: isMdx, inPair: () => open > 0 });
  let line: Line = blocks.line(0);
  /** The end tag of the `raw` block being read. */
  let raw: Span | undefined;
  let labels: Set<string> | undefined;
  let ends: ReadonlyMap<string, number> | undefined;
  const parsed: Reading = {
    body,
    find,
    ...given,
    pieces,
    container: () => line,
    isDefined(name) {
      labels ??= new Set(
        [...body.matchAll(/^[ >]{0,6}\[([^\]\n]+)\]:/gm)].map(([, label = '']) => label.toLowerCase()),
      );
      return labels.has(name.toLowerCase());
    },
    standing(start, end) {
      let left = start;
      while (left > line.text && (body[left - 1] === ' ' || body[left - 1] === '\t')) left--;
      const isFirst = left <= line.text || body[left - 1] === '\n' || (isTagged && left === tagged);
      let to = end;
      while (body[to] === ' ' || body[to] === '\t') to++;
      return { isFirst, isLast: to >= body.length || body[to] === '\n', isHtml: blocks.isHtml() };
    },
  };
  const mdx = isMdx ? createMdx(parsed) : undefined;
  let wasModule = false;
  /** Whether nothing but tags stands on the line being read up to `tagged`. */
  let isTagged = true;
  let tagged = 0;

  for (let at = 0; at < body.length;) {
    if (at > 0) line = blocks.line(at);
    at = read();
  }
  return pieces.toSorted((a, b) => a.start - b.start);

  function read(): number {
    if (line.kind === 'blank') return line.end + 1;
    if (line.kind === 'code') {
      code(line.start, line.end);
      return line.end + 1;
    }
    if (line.surplus > 0) edit(parsed, line.inside, line.inside + line.surplus, '');
    if (line.kind === 'fence') return fenced();
    const end =
      mdx && line.text === line.start && (blocks.isApart() || wasModule) ? mdx.module(line.start) : undefined;
    wasModule = end !== undefined;
    return end ?? inline(line.text);
  }

  function code(start: number, end: number): void {
    const last = pieces.at(-1);
    const isRaw = raw !== undefined;
    // The lines of indented code are one sample, whatever is empty between them.
    if (last?.kind === 'code' && last.isRaw === isRaw && body.slice(last.end, start).trim() === '')
      pieces[pieces.length - 1] = { ...last, end };
    else pieces.push({ kind: 'code', start, end, isRaw, isTagged: false });
  }

  function fenced(): number {
    const end = blocks.fenceEnd(line);
    if (line.surplus > 0) outdented(end);
    else code(line.text, end);
    return inline(end);
  }

  /** Fenced code that was indented together with what stands around it. */
  function outdented(end: number): void {
    let from = line.text;
    for (let next = body.indexOf('\n', from); next >= 0 && next < end; next = body.indexOf('\n', next + 1)) {
      const white = /^[ \t]*/.exec(body.slice(next + 1, next + 1 + line.surplus))?.[0].length ?? 0;
      pieces.push({ kind: 'code', start: from, end: next + 1, isRaw: raw !== undefined, isTagged: false });
      from = edit(parsed, next + 1, next + 1 + white, '');
    }
    pieces.push({ kind: 'code', start: from, end, isRaw: raw !== undefined, isTagged: false });
  }

  /** Reads from `start` to the end of a line: the one it stands on, or the one that something begun on it ends on. */
  function inline(start: number): number {
    isTagged = start === line.text;
    tagged = start;
    for (let at = start; ;) {
      special.lastIndex = at;
      const index = special.exec(body)?.index ?? body.length;
      if (index === body.length || body[index] === '\n') {
        isTagged &&= tagged > start && body.slice(tagged, index).trim() === '';
        if (isTagged) blocks.tagged();
        return index + 1;
      }
      if (raw && index >= raw.start) {
        // A sample that began inside may have gone past its end.
        at = raw.start < at ? at : edit(parsed, raw.start, raw.end, '');
        raw = undefined;
        tagged = at;
        continue;
      }
      const count = pieces.length;
      const end = piece(index, body[index] ?? '');
      if (pieces.length > count) {
        hold(pieces.at(-1));
        const last = pieces.at(-1);
        isTagged &&=
          ((last?.kind === 'tag' && !isShown(last)) || (last?.kind === 'edit' && last.text === '')) &&
          body.slice(tagged, index).trim() === '';
        tagged = end ?? index;
        if (isTagged && !line.isDeep && end !== undefined) {
          const fence = /^[ \t]*/.exec(body.slice(end, end + 20))?.[0].length ?? 0;
          if (blocks.opening(end + fence) !== undefined) {
            line = { ...line, text: end + fence, surplus: 0 };
            return fenced();
          }
        }
      }
      at = end ?? index + 1;
    }
  }

  function hold(last: TemplateToken | undefined): void {
    if (!last || last.kind === 'code' || !blocks.isHtml()) return;
    const { isFirst, isLast } = parsed.standing(last.start, last.end);
    if (isFirst && isLast) pieces[pieces.length - 1] = { ...last, isHeld: true };
  }

  function piece(at: number, character: string): number | undefined {
    if (character === '`') return span(at);
    if (character === '\\') {
      if (body[at + 1] !== '{') return at + 2;
      edit(parsed, at, at + 2, '&#123;');
      return at + 2;
    }
    if (character === '<') return element(at);
    if (character === '{') return braces(at);
    if (character === '$') return body.startsWith('$$', at) ? formula(at) : undefined;
    const isWiki = body.startsWith(character === '!' ? '![[' : '[[', at);
    return isWiki ? readWiki(parsed, at) : undefined;
  }

  function braces(at: number): number | undefined {
    const next = body[at + 1];
    if (mdx) return (next === '#' ? readBraces(parsed, at) : undefined) ?? mdx.expression(at);
    if (next === '{') {
      if (raw) return brace(parsed, at);
      return body[at + 2] === '<' || body[at + 2] === '%'
        ? counted(readShortcode(parsed, at))
        : readOutput(parsed, at);
    }
    if (next === '%') return raw ? brace(parsed, at) : (rawBlock(at) ?? counted(readTag(parsed, at)));
    return next === '#' || next === ':' || next === '.'
      ? (readBraces(parsed, at) ?? brace(parsed, at))
      : undefined;
  }

  /** The last closing tag of each name. */
  function closings(): ReadonlyMap<string, number> {
    ends ??= new Map(
      [...body.matchAll(/\{%[-+~]?\s*end_?([\w.-]*)|\{\{[<%]\s*\/\s*([\w./-]+)/g)].map(
        ({ index, 1: liquid, 2: hugo = '' }) => [
          liquid === undefined ? `hugo ${hugo}` : `liquid ${liquid}`,
          index,
        ],
      ),
    );
    return ends;
  }

  function hasMate({ family, name, end }: Tag): boolean {
    return (closings().get(`${family} ${name}`) ?? 0) >= end;
  }

  /** Whether something takes the place of a tag. */
  function isShown(tag: Tag): boolean {
    return tag.pair !== undefined && (tag.isClosing || hasMate(tag));
  }

  /** Notes whether the tag just read opened or closed something. */
  function counted(end: number): number {
    const last = pieces.at(-1);
    if (last?.kind !== 'tag' || last.end !== end) return end;
    if (last.isClosing) open = Math.max(0, open - 1);
    else if (hasMate(last)) open++;
    return end;
  }

  function rawBlock(at: number): number | undefined {
    const match = /^\{%-?\s*(raw|verbatim)\s*-?%\}/.exec(body.slice(at, at + 60));
    const end = at + (match?.[0].length ?? 0);
    const closing = match ? find(`\\{%-?\\s*end${match[1] ?? ''}\\s*-?%\\}`, end) : undefined;
    if (!closing) return undefined;
    raw = closing;
    return edit(parsed, at, end, '');
  }

  function element(at: number): number | undefined {
    if (body.startsWith('<!--', at)) return find('-->', at + 4)?.end;
    verbatim.lastIndex = at;
    const name = verbatim.exec(body)?.[1]?.toLowerCase();
    const closing = name === undefined ? undefined : find(`</${name}\\s*>`, at);
    if (!closing) return mdx?.element(at);
    code(at, closing.end);
    return closing.end;
  }

  function formula(at: number): number | undefined {
    const closing = find('\\$\\$', at + 2);
    const gap = find(paragraphEnd(line.quotes), at);
    if (!closing || (gap && gap.start < closing.start)) return at + 2;
    // In formulas double braces are none of ours.
    if (/\{%|\{\{[<%]/.test(body.slice(at, closing.start))) return at + 2;
    code(at, closing.end);
    return closing.end;
  }

  function span(at: number): number {
    const end = spanEnd(at, () => {
      if (line.kind === 'heading' && at < line.end) return line.end;
      return find(paragraphEnd(line.quotes), at)?.start ?? body.length;
    });
    if (end !== undefined) {
      code(at, end);
      return end;
    }
    let behind = at;
    while (body[behind] === '`') behind++;
    return behind;
  }
}
