import type { Arguments } from './arguments.ts';
import { literalValue, type JavaScript } from './javascript.ts';

/** A JSX tag. */
export interface JsxTag {
  readonly end: number;
  /** `''` for a fragment. */
  readonly name: string;
  readonly isClosing: boolean;
  readonly isSelfClosing: boolean;
  readonly attributes: readonly JsxAttribute[];
}

/** An attribute: `value` as text, or `code` for an expression; neither if it has no value. */
interface JsxAttribute {
  readonly name: string;
  readonly value?: string;
  readonly code?: string;
}

const opening = /<(\/?)((?:[A-Za-z][\w.-]*)?)/y;
const space = /\s*/y;
const key = /[A-Za-z_@][\w:.@-]*/y;
const quoted = /"[^"]*"|'[^']*'/y;

function take(pattern: RegExp, body: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(body)?.[0];
}

/** Returns the tag at `start`, or `undefined` if `<` is a plain character there. */
export function readJsxTag(body: string, start: number, js: JavaScript): JsxTag | undefined {
  opening.lastIndex = start;
  const match = opening.exec(body);
  if (!match) return undefined;
  const [whole, slash, name = ''] = match;
  if (name === '' && body[start + whole.length] !== '>') return undefined;
  const attributes: JsxAttribute[] = [];
  for (let at = start + whole.length; ;) {
    at += take(space, body, at)?.length ?? 0;
    const isSelfClosing = body.startsWith('/>', at);
    if (isSelfClosing || body[at] === '>')
      return { end: at + (isSelfClosing ? 2 : 1), name, isClosing: slash === '/', isSelfClosing, attributes };
    if (body[at] === '{') {
      const end = js.balanced(at);
      if (end === undefined) return undefined;
      at = end;
      continue;
    }
    const found = name === '' ? undefined : take(key, body, at);
    if (found === undefined) return undefined;
    at += found.length;
    const behind = at + (take(space, body, at)?.length ?? 0);
    if (body[behind] !== '=') {
      attributes.push({ name: found });
      continue;
    }
    at = behind + 1 + (take(space, body, behind + 1)?.length ?? 0);
    const end = body[at] === '{' ? js.balanced(at) : at + (take(quoted, body, at)?.length ?? 0);
    if (end === undefined || end === at) return undefined;
    const source = body.slice(at + 1, end - 1);
    const value = body[at] === '{' ? literalValue(source) : source;
    attributes.push({ name: found, ...(value === undefined ? { code: source.trim() } : { value }) });
    at = end;
  }
}

/** Reads the attributes of a tag. `imports` contains the files of imported images. */
export function readAttributes(tag: JsxTag, imports: ReadonlyMap<string, string>): Arguments {
  const named: Record<string, string> = {};
  for (const { name, value, code } of tag.attributes) {
    const found = value ?? (code === undefined ? '' : imported(code, imports));
    if (found !== undefined) named[name.toLowerCase()] = found;
  }
  return { positional: [], named, bare: new Set() };
}

function imported(code: string, imports: ReadonlyMap<string, string>): string | undefined {
  const required = /^(?:require|import)\(\s*(["'])([^"'\n]+)\1\s*\)(?:\.default)?(?:\.src)?$/.exec(code)?.[2];
  return required ?? imports.get(code.replace(/\.src$/, ''));
}
