import { basename, dirname, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

/** Why Feedmill could not run a file, and the position in the file, if known. Line and column start at 1. */
export interface ModuleError {
  /** Sentences: what went wrong and how to fix it. */
  readonly detail: string;
  readonly advice: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * Explains an `error` from running the module at `location`. `text` is the source of the module. Displayed paths are relative to
 * `root`.
 */
export function locateModuleError(error: unknown, location: string, text: string, root: string): ModuleError {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : '';
  const [first = ''] = message.split('\n');
  const sentence = first
    .replace(/ imported from .*$/, '')
    .replaceAll(root + sep, '')
    .trim();
  const detail = /[.!?…]$/.test(sentence) ? sentence : `${sentence || 'it gave no reason'}.`;
  const place =
    (error instanceof Error && traced(error, location)) ||
    (error instanceof SyntaxError && misspelt(message, text)) ||
    missing(message, location, text);
  const shown = place?.line === undefined ? 'the file' : 'this line';
  return { detail, advice: `Correct ${shown}, or a module that it imports.`, ...place };
}

interface Where {
  readonly line: number;
  readonly column: number;
}

/** Returns the first position in the stack trace that is in the file: in a frame, or above the message with a caret below it. */
function traced({ stack = '' }: Error, location: string): Where | undefined {
  const lines = stack.split('\n');
  const names = [pathToFileURL(location).href, location];
  for (const [index, one] of lines.entries()) {
    const name = names.find((each) => one.includes(each));
    const match = name === undefined ? null : /^(?:\?[\d.-]*)?:(\d+)(?::(\d+))?/.exec(after(one, name));
    if (!match) continue;
    const caret = lines.slice(index + 1, index + 4).find((each) => /^\s*\^+\s*$/.test(each));
    return { line: Number(match[1]), column: Number(match[2] ?? (caret?.indexOf('^') ?? 0) + 1) };
  }
  return undefined;
}

function after(text: string, name: string): string {
  return text.slice(text.indexOf(name) + name.length);
}

/**
 * Returns the position of a syntax error in a module, which Node does not report. Compiles the text again as a script, with spaces in place
 * of what only a module can contain, and never runs it.
 */
function misspelt(message: string, text: string): Where | undefined {
  const script = text
    .replaceAll(/^[ \t]*import\b[^'";(]*(['"])[^'"\n]*\1/gm, blank)
    .replaceAll(/^([ \t]*)export default\b/gm, '$1void          ')
    .replaceAll(/^[ \t]*export (?=(?:async|class|const|function|let|var)\b)/gm, blank)
    .replaceAll(/\bimport\.meta\b/g, 'import_meta');
  const error = compile('async () => {', script);
  return error?.message === message ? error.place : undefined;
}

/** Returns the error for an ES module that Node loads as CommonJS, or `undefined` if the module is not one. */
export function explainModuleType(location: string, text: string): ModuleError | undefined {
  const error = compile('(function () {', text, '})');
  if (!/^(?:Cannot use (?:import|'import)|Unexpected token 'export')/.test(error?.message ?? ''))
    return undefined;
  const mjs = basename(location).replace(/\.c?js$/, '.mjs');
  const other = location.endsWith('.cjs') ? '' : ', or set `"type": "module"` in package.json';
  const detail = 'Node reads it as CommonJS, but it is an ES module.';
  return { detail, advice: `Rename it to ${mjs}${other}.`, ...error?.place };
}

/** Compiles `text` as the body of a function, and returns its first syntax error. */
function compile(start: string, text: string, end = '}'): { message: string; place?: Where } | undefined {
  try {
    void new Script(`${start}${text}\n${end}`, { filename: 'config', columnOffset: -start.length });
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) return undefined;
    const [head = '', , caret = ''] = error.stack?.split('\n') ?? [];
    const line = Number(/^config:(\d+)$/.exec(head)?.[1]);
    const column = caret.indexOf('^') + 1 - (line === 1 ? start.length : 0);
    const isPlace = line > 0 && column > 0 && line <= text.split('\n').length;
    return { message: error.message, ...(isPlace && { place: { line, column } }) };
  }
}

function blank(found: string): string {
  return found.replaceAll(/[^\n]/g, ' ');
}

/** Returns the position of the import whose module was not found. */
function missing(message: string, location: string, text: string): Where | undefined {
  const [, kind, wanted = ''] = /^Cannot find (package|module) '([^']+)'/.exec(message) ?? [];
  if (kind === undefined) return undefined;
  for (const [index, line] of text.split('\n').entries()) {
    for (const { 1: specifier = '', index: at } of line.matchAll(/['"]([^'"]+)['"]/g)) {
      const isWanted =
        kind === 'package'
          ? specifier === wanted || specifier.startsWith(`${wanted}/`)
          : resolve(dirname(location), specifier) === wanted;
      if (isWanted) return { line: index + 1, column: at + 1 };
    }
  }
  return undefined;
}
