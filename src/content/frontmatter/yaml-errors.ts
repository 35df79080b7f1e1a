import type { YAMLError } from 'yaml';
import type { SyntaxFault, Span } from './syntax.ts';

/** A fault for `error` in `text`, in words that name the usual mistakes. `quotes` is where its quoted texts stand. */
export function explainError(text: string, error: Readonly<YAMLError>, quotes: readonly Span[]): SyntaxFault {
  const { code, message } = error;
  const start = Math.min(error.pos[0], text.length);
  const at = { start, end: lineEnd(text, start) };
  const rest = text.slice(at.start, at.end);
  switch (code) {
    case 'TAB_AS_INDENT':
      return { at, detail: 'a tab indents this line; YAML allows only spaces.' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (/:(?:\s|$)/.test(rest)) return { at, detail: 'a value with ": " in it must stand in quotes.' };
      if (rest.startsWith('? ')) return { at, detail: 'a value that begins with `?` must stand in quotes.' };
      return { at: lineFrom(text, message.includes('sequence') ? start : at.end), detail: indentation };
    case 'BAD_INDENT':
      return message.startsWith('Flow') ? unclosedBracket(text, start) : { at, detail: indentation };
    case 'BAD_SCALAR_START': {
      const character = rest.startsWith('`') ? 'a backtick' : `\`${rest.charAt(0)}\``;
      return { at, detail: `a value cannot begin with ${character} unless it stands in quotes.` };
    }
    case 'BAD_DQ_ESCAPE':
      return {
        at,
        detail: 'in double quotes a backslash must be doubled; in single quotes it may stand alone.',
      };
    case 'RESOURCE_EXHAUSTION':
      return tooDeep(at);
    case 'MULTILINE_IMPLICIT_KEY':
      return { at, detail: notAPair(rest) };
    case 'MISSING_CHAR':
      if (message.startsWith('Missing closing'))
        return {
          at: quotes.find(({ end }) => end === start) ?? at,
          detail: 'the quote that opens here is not closed.',
        };
      return message.startsWith('Implicit map keys')
        ? { at, detail: notAPair(rest) }
        : { at, detail: sentence(message) };
    case 'UNEXPECTED_TOKEN':
      return { at, detail: sentence(message), ...explainToken(text, start, message) };
    default:
      return { at, detail: sentence(message) };
  }
}

const indentation = 'this line is not indented like the ones around it.';
const asterisk = 'a value cannot begin with `*` unless it stands in quotes.';

function explainToken(text: string, start: number, message: string): Partial<{ at: Span; detail: string }> {
  if (message.includes('block-seq-ind'))
    return { detail: 'a list item `- …` must begin on a line of its own.' };
  if (message.startsWith('Not a YAML token'))
    return { detail: 'no text can stand on the line of `|` or `>`.' };
  if (!message.endsWith('at node end')) return {};
  const before = text.slice(0, start).trimEnd();
  if (/[\]}]$/.test(before))
    return {
      detail: 'a value that begins with `[` or `{` must stand in quotes, unless it is a list or a map.',
    };
  const alias = /\*\S+$/.exec(before);
  if (alias) return { at: { start: alias.index, end: lineEnd(text, start) }, detail: asterisk };
  return /["']$/.test(before)
    ? { detail: 'text stands after the closing quote; put the whole value into quotes of the other kind.' }
    : {};
}

function unclosedBracket(text: string, before: number): SyntaxFault {
  const start = Math.max(text.lastIndexOf('[', before), text.lastIndexOf('{', before), 0);
  return {
    at: { start, end: lineEnd(text, start) },
    detail: `the \`${text.charAt(start)}\` that opens here is not closed.`,
  };
}

/** A fault for a value at `start` with a tag that front matter cannot have. */
export function unknownTag(text: string, start: number, tag: string): SyntaxFault {
  // The range of a node begins behind its tag and anchor.
  const short = tag.replace('tag:yaml.org,2002:', '!!');
  const found = text.lastIndexOf(short, start);
  const at = found < 0 ? { start, end: start + 1 } : { start: found, end: found + short.length };
  return { at, detail: `the tag \`${short}\` is not read; quote a value that begins with \`!\`.` };
}

function notAPair(line: string): string {
  return /^[\w-]+:[^\s/]/.test(line)
    ? 'a space is missing after the colon.'
    : 'this line is not `key: value`.';
}

/** A fault for an alias at `start` whose anchor does not exist. */
export function asteriskFault(text: string, start: number): SyntaxFault {
  return { at: { start, end: lineEnd(text, start) }, detail: asterisk };
}

/** A fault for a document that is nested more deeply than the parser goes. */
export function tooDeep(at: Span): SyntaxFault {
  return { at, detail: 'it is nested too deeply.' };
}

function sentence(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return `${line.charAt(0).toLowerCase()}${line.slice(1)}.`;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** What stands in the line that holds `offset`, or begins there. */
function lineFrom(text: string, offset: number): Span {
  const start = offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
  return { start, end: lineEnd(text, start) };
}
