import type { YAMLError } from 'yaml';
import type { Span } from '../../base/position.ts';
import type { SyntaxMistake } from './syntax.ts';

/** The advice for YAML errors without specific advice. */
export const yamlAdvice = 'Correct this line. Put text that contains ": " or "#" in quotes.';

/** Explains `error` in `text`, with specific messages for common mistakes. `quotes` are the positions of quoted texts. */
export function explainError(
  text: string,
  error: Readonly<YAMLError>,
  quotes: readonly Span[],
): SyntaxMistake {
  const { code, message } = error;
  const start = Math.min(error.pos[0], text.length);
  const at = { start, end: lineEnd(text, start) };
  const rest = text.slice(at.start, at.end);
  switch (code) {
    case 'TAB_AS_INDENT':
      return {
        at,
        detail: 'this line is indented with a tab.',
        advice: 'Indent the line with spaces: YAML does not allow tabs.',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (/:(?:\s|$)/.test(rest)) return { at, detail: 'a value contains ": ".', advice: addQuotes };
      if (rest.startsWith('? ')) return { at, detail: 'a value starts with `?`.', advice: addQuotes };
      return { at: lineFrom(text, message.includes('sequence') ? start : at.end), ...indentation };
    case 'BAD_INDENT':
      return message.startsWith('Flow') ? unclosedBracket(text, start) : { at, ...indentation };
    case 'BAD_SCALAR_START': {
      const character = rest.startsWith('`') ? 'a backtick' : `\`${rest.charAt(0)}\``;
      return { at, detail: `a value starts with ${character}.`, advice: addQuotes };
    }
    case 'BAD_DQ_ESCAPE':
      return {
        at,
        detail: 'text in double quotes contains a single backslash.',
        advice: 'Double the backslash, or use single quotes.',
      };
    case 'RESOURCE_EXHAUSTION':
      return tooDeep(at);
    case 'MULTILINE_IMPLICIT_KEY':
      return { at, ...notAPair(rest) };
    case 'MISSING_CHAR':
      if (message.startsWith('Missing closing'))
        return {
          at: quotes.find(({ end }) => end === start) ?? at,
          detail: 'this quotation mark is not closed.',
          advice: 'Add the closing quotation mark.',
        };
      return message.startsWith('Implicit map keys')
        ? { at, ...notAPair(rest) }
        : { at, detail: sentence(message) };
    case 'UNEXPECTED_TOKEN':
      return { at, detail: sentence(message), ...explainToken(text, start, message) };
    case 'DUPLICATE_KEY':
      return { at, detail: 'this key appears twice.', advice: 'Remove one of them.' };
    case 'MULTIPLE_DOCS':
      return { at, detail: 'a second YAML document starts here.', advice: 'Write a single document.' };
    default:
      return { at, detail: sentence(message) };
  }
}

const addQuotes = 'Put the whole value in quotes.';
const indentation = {
  detail: 'the indentation of this line does not match the lines around it.',
  advice: 'Correct the indentation.',
};
const asterisk = { detail: 'a value starts with `*`.', advice: addQuotes };

function explainToken(text: string, start: number, message: string): Partial<SyntaxMistake> {
  if (message.includes('block-seq-ind'))
    return { detail: 'a list item `- …` is not on a separate line.', advice: 'Start a new line for it.' };
  if (message.startsWith('Not a YAML token'))
    return {
      detail: 'text follows `|` or `>` on the same line.',
      advice: 'Start the text on the next line.',
    };
  if (!message.endsWith('at node end')) return {};
  const before = text.slice(0, start).trimEnd();
  if (/[\]}]$/.test(before))
    return {
      detail: 'text follows a closing bracket.',
      advice: 'Put a value that starts with `[` or `{` in quotes, unless it is a list or a map.',
    };
  const alias = /\*\S+$/.exec(before);
  if (alias) return { at: { start: alias.index, end: lineEnd(text, start) }, ...asterisk };
  return /["']$/.test(before)
    ? {
        detail: 'text follows the closing quote.',
        advice: 'Put the whole value in the other kind of quotes.',
      }
    : {};
}

function unclosedBracket(text: string, before: number): SyntaxMistake {
  const start = Math.max(text.lastIndexOf('[', before), text.lastIndexOf('{', before), 0);
  return {
    at: { start, end: lineEnd(text, start) },
    detail: `this \`${text.charAt(start)}\` is not closed.`,
    advice: 'Add the closing bracket.',
  };
}

/** Returns the error for an unsupported tag of the value at `start`. */
export function unknownTag(text: string, start: number, tag: string): SyntaxMistake {
  // The range of a node starts after its tag and anchor.
  const short = tag.replace('tag:yaml.org,2002:', '!!');
  const found = text.lastIndexOf(short, start);
  const at = found < 0 ? { start, end: start + 1 } : { start: found, end: found + short.length };
  const advice = 'Put a value that starts with `!` in quotes.';
  return { at, detail: `the tag \`${short}\` is not supported.`, advice };
}

function notAPair(line: string): Pick<SyntaxMistake, 'detail' | 'advice'> {
  return /^[\w-]+:[^\s/]/.test(line)
    ? { detail: 'there is no space after the colon.', advice: 'Add a space.' }
    : { detail: 'this line is not `key: value`.' };
}

/** Returns the error for an alias at `start` without an anchor. */
export function asteriskFault(text: string, start: number): SyntaxMistake {
  return { at: { start, end: lineEnd(text, start) }, ...asterisk };
}

/** Returns the error for a document that is nested too deeply for the parser. */
export function tooDeep(at: Span): SyntaxMistake {
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

/** Returns the text of the line at `offset`, without its indentation. */
function lineFrom(text: string, offset: number): Span {
  const start = offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
  return { start, end: lineEnd(text, start) };
}
