import { basename, dirname, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

/** Why a file could not be run, and where in it, if that is known. Both count from 1. */
export interface ModuleError {
  /** What went wrong, and what to do: sentences. */
  readonly detail: string;
  readonly advice: string;
  readonly line?: number;
  readonly column?: number;
}

/** Explains the `error` that running the module at `location` threw. `text` is the module; paths are shown relative to `root`. */
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

/** The place that the stack gives first for the file: in a frame, or above the message with a caret below it. */
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
 * Where a module has a syntax error, which Node does not say. Compiles the text once more as a script, with spaces in place
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

/** The error of a module whose `text` is an ES module, although Node reads it as CommonJS; `undefined` if it is not. */
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

/** Where the file names the module that was not found. */
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
