import { Parser } from 'htmlparser2';

/** What is told of a piece of HTML, in its order. Names are in lower case, character references are decoded. */
export interface Handler {
  /** A start tag; `isImplied` where an end tag alone stands for the whole element. */
  readonly open: (tag: string, given: Readonly<Record<string, string>>, isImplied: boolean) => void;
  /** Text, in pieces. */
  readonly text: (data: string) => void;
  /** The end of an element, with or without a tag; also of one that has no content. */
  readonly close: (tag: string) => void;
  readonly comment?: (data: string) => void;
}

/** Tells a handler what is in a piece of HTML. `stop` ends the telling early. */
export type HtmlEvents = (handlerOf: (stop: () => void) => Handler) => void;

/** HTML, whoever wrote it: as text, or as what is in it. */
export type Html = string | HtmlEvents;

/** Tells what is in `html`. */
export function parseHtml(html: Html, handlerOf: (stop: () => void) => Handler): void {
  if (typeof html !== 'string') {
    html(handlerOf);
    return;
  }
  const pieces = readOrderly(html);
  if (pieces) {
    tell(pieces, handlerOf);
    return;
  }
  const { open, text, close, comment } = handlerOf(() => parser.pause());
  const parser = new Parser({
    onopentag: open,
    ontext: text,
    onclosetag: close,
    ...(comment && { oncomment: comment }),
  });
  parser.end(html);
}

/** A piece of HTML: `data` is the name or the text. */
export interface Piece {
  readonly kind: 'open' | 'text' | 'close' | 'comment';
  readonly data: string;
  readonly given: Readonly<Record<string, string>> | undefined;
}

function tell(pieces: readonly Piece[], handlerOf: (stop: () => void) => Handler): void {
  let isStopped = false;
  const { open, text, close, comment } = handlerOf(() => {
    isStopped = true;
  });
  for (const { kind, data, given } of pieces) {
    if (kind === 'text') text(data);
    else if (kind === 'open') open(data, given ?? {}, false);
    else if (kind === 'close') close(data);
    else comment?.(data);
    if (isStopped) return;
  }
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

const phrases = words(
  'a abbr audio b br cite code del em i img input ins kbd mark picture q s samp small source span strong sub sup ' +
    'time u var video wbr',
);
const headings = words('h1 h2 h3 h4 h5 h6');
const blocks = words(
  'address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 ' +
    'header hr li ol p pre section summary table tbody td tfoot th thead tr ul',
);
const voids = words('br col hr img input source wbr');
const items = words('dd dt');
/** The start tags that end an element, or may. */
const endedBy: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['p', blocks],
  ...[...headings].map((name) => [name, headings] as const),
  ['a', words('a')],
  ['li', words('li')],
  ['dd', items],
  ['dt', items],
  ['td', words('td th tr')],
  ['th', words('td th tr')],
  ['tr', words('tr')],
  ['thead', words('tbody td tfoot')],
  ['tbody', words('tbody tfoot')],
]);

const attributes = /((?:[ \t\n]+[a-z][a-z0-9-]*(?:="(?:[^"&]|&(?:amp|lt|gt|quot|#39);)*")?)*)[ \t\n]*\/?>/y;
const attribute = /([a-z][a-z0-9-]*)(?:="([^"]*)")?/g;
const remark = /<!--(?!-?>)((?:[^-]|-(?!-))*)-->/y;

/**
 * The pieces of `html` where it is as orderly as what we write ourselves: known elements, each closed by its own end tag,
 * attributes in double quotes. There is one way only to read that, so it need not be looked at letter by letter, as
 * htmlparser2 does; for everything else there are none, and that is asked.
 */
export function readOrderly(html: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  const open: string[] = [];
  let at = 0;
  for (let next = html.indexOf('<'); next >= 0; next = html.indexOf('<', at)) {
    if (next > at) pieces.push({ kind: 'text', data: decoded(html.slice(at, next), '<'), given: undefined });
    const isEnd = html.charCodeAt(next + 1) === slash;
    const start = isEnd ? next + 2 : next + 1;
    const end = nameEnd(html, start);
    const name = html.slice(start, end);
    if (isEnd) {
      if (html.charCodeAt(end) !== greater || open.pop() !== name) return undefined;
      pieces.push({ kind: 'close', data: name, given: undefined });
      at = end + 1;
    } else if (end > start) {
      const parent = open.at(-1) ?? '';
      if (!(phrases.has(name) || blocks.has(name)) || endedBy.get(parent)?.has(name)) return undefined;
      const given: Record<string, string> = {};
      at = attributesEnd(html, end, given);
      if (at < 0) return undefined;
      pieces.push({ kind: 'open', data: name, given });
      if (voids.has(name)) pieces.push({ kind: 'close', data: name, given: undefined });
      else open.push(name);
    } else {
      remark.lastIndex = next;
      const [whole, data = ''] = remark.exec(html) ?? [];
      if (whole === undefined) return undefined;
      pieces.push({ kind: 'comment', data, given: undefined });
      at = next + whole.length;
    }
  }
  if (at < html.length) pieces.push({ kind: 'text', data: decoded(html.slice(at), ''), given: undefined });
  return open.length === 0 ? pieces : undefined;
}

const [slash, greater] = [0x2f, 0x3e];

/** Where the name of an element that begins at `start` ends; `start` where none does. */
function nameEnd(html: string, start: number): number {
  for (let end = start; ; end++) {
    const code = html.charCodeAt(end);
    const isLetter = code >= 0x61 && code <= 0x7a;
    const isDigit = code >= 0x30 && code <= 0x39;
    if (!isLetter && !(isDigit && end > start)) return end;
  }
}

/** Adds the attributes at `start` to `given`; gives the place behind the tag, -1 where they are not orderly. */
function attributesEnd(html: string, start: number, given: Record<string, string>): number {
  if (html.charCodeAt(start) === greater) return start + 1;
  attributes.lastIndex = start;
  const match = attributes.exec(html);
  if (!match) return -1;
  for (const [, name = '', value = ''] of (match[1] ?? '').matchAll(attribute))
    if (!Object.hasOwn(given, name)) given[name] = value.includes('&') ? unescaped(value) : value;
  return start + match[0].length;
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function unescaped(value: string): string {
  return value.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (reference) => characters[reference] ?? reference);
}

/** `text` with its character references decoded, where `next` follows. */
export function decoded(text: string, next: '<' | ''): string {
  if (!text.includes('&')) return text;
  if (!/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) return unescaped(text);
  let data = '';
  new Parser({ ontext: (piece) => void (data += piece) }).end(text + next);
  return next === '' ? data : data.slice(0, -1);
}
