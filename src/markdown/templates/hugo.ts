import { readArguments } from './arguments.ts';
import { embed, pictured } from './embeds.ts';
import type { Span } from '../../base/position.ts';
import { brace, braces, edit, type Reading } from './reading.ts';
import { sample } from './sample.ts';
import { address, block, literal } from './write.ts';

const longest = 4000;
const told = 'Hugo shortcode';

/** Reads a shortcode, `{{< … >}}` or `{{% … %}}`, at `start`. */
export function readShortcode(parsed: Reading, start: number): number {
  const { body, find } = parsed;
  const isPercent = body[start + 2] === '%';
  if (body.startsWith('/*', start + 3)) return escaped(parsed, start, isPercent);
  const close = find(isPercent ? '%\\}\\}' : '>\\}\\}', start + 3);
  const source = close && close.start - start < longest ? body.slice(start + 3, close.start) : undefined;
  if (!close || source === undefined || /\{\{[<%]/.test(source)) {
    const isTag = /^\s*\/?\s*[A-Za-z]/.test(body.slice(start + 3, start + 40));
    return isTag ? braces(parsed, start, 'unclosed Hugo shortcode') : brace(parsed, start);
  }
  const opening = { start, end: close.end };
  const inner = source.trim();
  const isClosing = inner.startsWith('/');
  const name = /^[\w.-]+(?:\/[\w.-]+)*/.exec(isClosing ? inner.slice(1).trim() : inner)?.[0];
  if (name === undefined) return brace(parsed, start);
  const rest = isClosing ? '' : inner.slice(name.length).replace(/\/$/, '').trim();
  const mark = { kind: 'tag', family: 'hugo', ...opening, name, isClosing, rest, told } as const;
  if (isClosing) {
    parsed.pieces.push(name === 'details' ? { ...mark, pair: ['', ''] } : mark);
    return close.end;
  }
  const known = verbatim(parsed, opening, name, rest) ?? single(parsed, opening, name, rest);
  if (known !== undefined) return known;
  if (name === 'details') {
    const { named, positional } = readArguments(rest);
    const summary = literal(named['summary'] ?? named['title'] ?? positional[0] ?? 'Details');
    const pair = [block(`<details><summary>${summary}</summary>`), block('</details>')] as const;
    parsed.pieces.push({ ...mark, pair });
  } else parsed.pieces.push(mark);
  return close.end;
}

/** Reads a comment inside the braces, with which Hugo's authors show a shortcode as text. */
function escaped(parsed: Reading, start: number, isPercent: boolean): number {
  const close = parsed.find(isPercent ? '\\*/%\\}\\}' : '\\*/>\\}\\}', start + 5);
  if (!close || close.start - start > longest) return braces(parsed, start, 'unclosed Hugo shortcode');
  const [left, right] = isPercent ? ['&#123;&#123;%', '%}}'] : ['&#123;&#123;&lt;', '&gt;}}'];
  edit(parsed, start, start + 5, left);
  return edit(parsed, close.start, close.end, right);
}

function verbatim(parsed: Reading, opening: Span, name: string, rest: string): number | undefined {
  if (!/^(?:highlight|code|codeblock|code-block|mermaid|comment)$/.test(name)) return undefined;
  const closing = parsed.find(`\\{\\{[<%]\\s*/\\s*${name}\\s*[>%]\\}\\}`, opening.end);
  if (!closing) return undefined;
  if (name === 'comment') return edit(parsed, opening.start, closing.end, '');
  const { named, positional } = readArguments(rest);
  const language = named['lang'] ?? named['language'] ?? (name === 'mermaid' ? name : positional[0]);
  return sample(parsed, opening, closing, language);
}

function single(parsed: Reading, { start, end }: Span, name: string, rest: string): number | undefined {
  const given = readArguments(rest);
  if (name === 'ref' || name === 'relref') {
    const wanted = given.named['path'] ?? given.positional[0];
    const href = wanted === undefined ? undefined : parsed.reference('ref', wanted);
    return href === undefined ? undefined : edit(parsed, start, end, address(href));
  }
  const text = embed(name, given) ?? pictured(name, given);
  return text === undefined ? undefined : edit(parsed, start, end, text);
}
