import { positionAt, type Position } from '../base/position.ts';
import { createRequire } from 'node:module';
import type grayMatter from 'gray-matter';
import type { Block, SyntaxName } from './frontmatter/find-block.ts';
import { json } from './frontmatter/json.ts';
import { readPlainYaml } from './frontmatter/fast-yaml.ts';
import { split, type Rest, type Split } from './frontmatter/split.ts';
import type { Span } from '../base/position.ts';
import type {
  Locator,
  SyntaxFault,
  Parsed,
  Path,
  Syntax,
  Value as SyntaxValue,
} from './frontmatter/syntax.ts';
import { toml } from './frontmatter/toml.ts';
import { yaml } from './frontmatter/yaml.ts';
import { type Place, type Problem, problem } from '../problems/problem.ts';
import { isRecord } from '../base/json.ts';

/** A front matter value: every scalar is its source text, an empty one is null. Objects have no prototype. */
export type Value = SyntaxValue;

/** An article's front matter, and its body on demand. */
export interface Head {
  /** Empty if there is no front matter. */
  readonly data: Readonly<Record<string, Value>>;
  readonly present: boolean;
  /** Returns the body. */
  rest(): Rest;
  /** Returns the body in UTF-8 with LF line ends, without white space around it. */
  text(): Uint8Array;
  /**
   * Returns the position of the value, or of the key, at a path such as `['extra', 'date']` or `['tags', 1]`; of an absent one, that of
   * the nearest ancestor. It parses the front matter again, with an exact parser.
   */
  readonly locate: (path: Path, what?: 'key' | 'value') => { line: number; column: number; length?: number };
}

/** An article's file, split in two. */
export interface FrontMatter extends Head, Rest {}

/**
 * Splits an article's bytes into front matter and body. Never runs code, whatever the file contains.
 *
 * YAML (`---`), TOML (`+++`) and JSON (`{ … }`, `---json`, `;;;`), in strict UTF-8 with or without byte order mark, with any line ends.
 * Problems name `file`; without `matter` nothing in the file is usable.
 */
export function readFrontMatter(
  bytes: Uint8Array,
  file: string,
): { matter?: FrontMatter; problems: Problem[] } {
  const { head, problems } = readHead(bytes, file);
  return { problems: [...problems], ...(head && { matter: { ...head, ...head.rest() } }) };
}

/** As {@link readFrontMatter}, but without the body. */
export function readHead(bytes: Uint8Array, file: string): { head?: Head; problems: readonly Problem[] } {
  const found = split(bytes);
  if ('byte' in found) {
    const { line, column, byte } = found;
    return { problems: [problem('encoding', { file, line, column }, { byte })] };
  }
  const { text, block } = found;
  if (block.kind === 'none') return { head: withoutFrontMatter(found), problems: [] };
  if (block.kind === 'block') return readBlock(found, block, file);
  const place = { file, ...placeOf(text, block.fence) };
  return block.kind === 'unclosed'
    ? { problems: [problem('front-matter-unclosed', place, { fence: block.mark })] }
    : { problems: [problem('front-matter-language', place, { language: block.language })] };
}

/** Returns the part of a readable file after the front matter, whose content does not matter. */
export function bodyOf(bytes: Uint8Array): Rest {
  const found = split(bytes);
  return 'byte' in found ? { body: '', bodyLine: 1 } : found.rest();
}

/** Returns the text of a file as {@link Head.text} does, whatever its front matter contains. */
export function textOf(bytes: Uint8Array): Uint8Array {
  const found = split(bytes);
  return 'byte' in found ? new Uint8Array() : found.bytes();
}

function withoutFrontMatter({ rest, bytes }: Split): Head {
  return {
    data: Object.create(null),
    present: false,
    rest,
    text: bytes,
    locate: () => ({ line: 1, column: 1 }),
  };
}

const syntaxes: Readonly<Record<SyntaxName, Syntax>> = { yaml, toml, json };

function readBlock(
  { text, rest, bytes }: Split,
  block: Block & { readonly kind: 'block' },
  file: string,
): { head?: Head; problems: readonly Problem[] } {
  const { content, fence } = block;
  const source = text.slice(content.start, content.end);
  const syntax = syntaxes[block.syntax];
  let locator: Locator | undefined;
  const locate: Locator = (path, what) => (locator ??= syntax.locator(source))(path, what);
  const plain = block.syntax === 'yaml' ? readPlainYaml(source) : undefined;
  const { value, faults } = plain ? { value: plain, faults: none } : parse(source, block.syntax);
  const problems = faults.length === 0 ? none : faultsOf(faults);
  if (value === undefined || faults.some((fault) => 'detail' in fault)) return { problems };
  const data: Value = value ?? Object.create(null);
  if (!isRecord(data)) {
    const place = {
      file,
      ...placeOf(text, shift(locate([], 'value') ?? { start: 0, end: 0 })),
    };
    const received = typeof data === 'string' ? 'text' : 'a list of values';
    return { problems: [...problems, problem('front-matter-not-a-map', place, { received })] };
  }
  const head: Head = {
    data,
    present: true,
    rest,
    text: bytes,
    locate(path, what = 'value') {
      for (let length = path.length; length > 0; length--) {
        const span = locate(path.slice(0, length), what);
        if (span) return placeOf(text, shift(span));
      }
      return placeOf(text, fence);
    },
  };
  return { head, problems };

  function shift({ start, end }: Span): Span {
    return { start: start + content.start, end: end + content.start };
  }

  function faultsOf(found: readonly SyntaxFault[]): readonly Problem[] {
    return found
      .toSorted((one, other) => one.at.start - other.at.start)
      .slice(0, mostFaults)
      .map((fault) => {
        const place: Place = { file, ...placeOf(text, shift(fault.at)) };
        return 'duplicate' in fault
          ? problem('duplicate-key', place, { key: fault.duplicate })
          : problem('front-matter-syntax', place, {
              language: syntax.name,
              detail: fault.detail,
              advice: fault.advice ?? syntax.advice,
            });
      });
  }
}

const none: readonly never[] = [];

/** Maximum number of mistakes per block: nobody reads more at once, and finding their lines takes time. */
const mostFaults = 100;

/** Passes `source`, a whole block, to gray-matter. */
function parse(source: string, language: SyntaxName): Parsed {
  // gray-matter looks for comments, which takes quadratic time in the length of a run of white space.
  const run = source.length > 1000 && source.match(/\s+/g)?.find((blanks) => blanks.length > 1000);
  if (run) {
    const start = source.indexOf(run);
    return {
      faults: [{ at: { start, end: start }, detail: 'it contains more than 1,000 spaces in a row.' }],
    };
  }
  const { data } = loadLibrary()(`---\n${source}`, matterOptions[language]);
  // For an empty block it returns {} by itself.
  return isParsed(data) ? data : { value: null, faults: [] };
}

// Most front matter is so simple that it needs neither this library nor the YAML library it loads.
const require = createRequire(import.meta.url);

function loadLibrary(): typeof grayMatter {
  return require('gray-matter');
}

function isParsed(data: object): data is Parsed {
  return 'faults' in data;
}

/** Options of gray-matter, created once because each article uses them. */
const matterOptions = { yaml: optionsFor('yaml'), toml: optionsFor('toml'), json: optionsFor('json') };

function optionsFor(language: SyntaxName) {
  return {
    language,
    engines: {
      // The text includes the line end after the fence.
      [language]: (text: string): object => syntaxes[language].parse(text.slice(1)),
      // The language never comes from the file; if that ever fails, still nothing runs.
      js: refuse,
      javascript: refuse,
    },
    // No file contains a lone surrogate, so nothing in the block can close it.
    delimiters: ['---', '\uD800'] satisfies [string, string],
    // Otherwise gray-matter looks for an excerpt if the block has `excerpt_separator`.
    excerpt: () => '',
  };
}

function refuse(): never {
  throw new Error('Front matter is never run.');
}

function placeOf(text: string, { start, end }: Span): Position & { length?: number } {
  const lineEnd = text.indexOf('\n', start);
  const length = Math.min(end, lineEnd < 0 ? text.length : lineEnd) - start;
  return { ...positionAt(text, start), ...(length > 0 && { length }) };
}
