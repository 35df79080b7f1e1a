// The blocks that articles are built from: Markdown files of installed packages, split into their top-level blocks.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Lexer } from 'marked';

/**
 * @typedef {'paragraph' | 'image' | 'heading' | 'list' | 'nested list' | 'numbered list' | 'code' | 'code without language' |
 *   'indented code' | 'html' | 'quote' | 'table' | 'rule'} Kind
 */

/**
 * In `text`, links are inline. In `source`, reference links are as they were and need the `definitions` in the same article.
 * @typedef {{ readonly text: string, readonly source: string, readonly definitions: readonly string[] }} Block
 */

/** @typedef {Readonly<Record<Kind, readonly Block[]>>} Blocks */

/** A placeholder for the address of an article of the corpus. */
export const someArticle = '/some-article/';

/** The longest block in characters: longer ones would be most of an article. */
const longest = 6000;

/**
 * The Markdown files below `folder`, sorted by path: the same installed packages give the same list.
 * @param {string} folder
 * @returns {string[]}
 */
export function markdownFiles(folder) {
  /** @type {string[]} */
  let names = [];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    // There is no such folder.
  }
  // Licences repeat the same text. Folders that begin with a dot are caches of tools.
  const found = names.filter(
    (name) => /\.(?:md|markdown)$/i.test(name) && !/licen[cs]e|(?:^|[\\/])\./i.test(name),
  );
  return found
    .map((name) => name.replaceAll('\\', '/'))
    .toSorted()
    .map((name) => join(folder, name));
}

/**
 * The blocks of `texts`, each once.
 * @param {readonly string[]} texts
 * @returns {Blocks}
 */
export function blocksOf(texts) {
  const seen = new Set();
  /** @type {Record<Kind, Block[]>} */
  const blocks = {
    paragraph: [],
    image: [],
    heading: [],
    list: [],
    'nested list': [],
    'numbered list': [],
    code: [],
    'code without language': [],
    'indented code': [],
    html: [],
    quote: [],
    table: [],
    rule: [],
  };
  for (const text of texts) {
    // Only blocks: the lexer needs much more time for what is inside of them.
    const lexer = new Lexer();
    const tokens = lexer.blockTokens(text.replaceAll('\r\n', '\n'));
    for (const { kind, raw } of wholeBlocks(tokens)) {
      // Packages of the same author share sentences that begin alike.
      const start = kind === 'paragraph' ? raw.slice(0, 25) : raw;
      if (seen.has(start) || !isUsable(kind, raw)) continue;
      seen.add(start);
      blocks[kind].push(
        kind.includes('code') ? { text: raw, source: raw, definitions: [] } : prose(raw, lexer.tokens.links),
      );
    }
  }
  return blocks;
}

/**
 * Whether a block can be part of an article. Some would break one of the compared tools, others are not what articles have:
 * - `{{` and `{%` are templates for Hugo and Eleventy (a quarter of real posts have some, in the syntax of their generator);
 * - `[[` begins a wiki link for Feedmill;
 * - `[^` is half of a footnote, and articles have footnotes of their own;
 * - lists of links to headings are the table of contents of a README.
 * @param {Kind} kind
 * @param {string} raw
 */
function isUsable(kind, raw) {
  if (raw.length > longest || /\{\{|\{%|\[\[|\[\^/.test(raw)) return false;
  if (kind === 'html') return openElements(raw) === 0;
  return kind === 'paragraph' ? raw.length >= 100 : (raw.match(/\]\(#/g) ?? []).length < 3;
}

/**
 * Turns tokens into blocks. An HTML element that stays open includes the tokens that follow, until it is closed.
 * @param {readonly import('marked').Token[]} tokens
 */
function wholeBlocks(tokens) {
  /** @type {{ kind: Kind, raw: string }[]} */
  const blocks = [];
  let open = '';
  for (const token of tokens) {
    const kind = open === '' ? kindOf(token) : 'html';
    if (kind === undefined) continue;
    const raw = open + token.raw;
    open = kind === 'html' && openElements(raw) > 0 && raw.length < longest ? raw : '';
    if (open !== '') continue;
    // The title of an article comes from its front matter.
    const text = kind === 'heading' ? raw.replace(/^# /, '## ') : raw;
    blocks.push({ kind, raw: kind === 'indented code' ? text.trimEnd() : text.trim() });
  }
  return blocks;
}

/**
 * @param {import('marked').Token} token
 * @returns {Kind | undefined}
 */
export function kindOf(token) {
  switch (token.type) {
    case 'paragraph':
      return /!\[[^\]]*\][([]/.test(token.raw) ? 'image' : 'paragraph';
    case 'list':
      if (/\n {2,}(?:[-*+]|\d+\.) /.test(token.raw)) return 'nested list';
      return token['ordered'] ? 'numbered list' : 'list';
    case 'code':
      if (token['codeBlockStyle'] === 'indented') return 'indented code';
      return token['lang'] ? 'code' : 'code without language';
    case 'blockquote':
      return 'quote';
    case 'hr':
      return 'rule';
    case 'heading':
    case 'html':
    case 'table':
      return token.type;
    default:
      return undefined;
  }
}

/**
 * The number of elements that `html` leaves open, or `NaN` if it closes one that is not open.
 * @param {string} html
 */
function openElements(html) {
  /** @type {string[]} */
  const open = [];
  for (const [, slash, name = ''] of html.replaceAll(/<!--[^]*?-->/g, '').matchAll(tags)) {
    if (slash === '') open.push(name.toLowerCase());
    else if (open.pop() !== name.toLowerCase()) return NaN;
  }
  return open.length;
}

/** Tags of elements that need an end tag. */
const tags = /<(\/?)(?!(?:area|br|col|hr|img|input|link|meta|source|wbr)\b)([a-z][\w-]*)\b(?:[^>]*[^/>])?>/gi;

/** @typedef {Readonly<Record<string, { readonly href: string | null, readonly title?: string | null | undefined }>>} Links */

/**
 * A block of prose in both forms. Relative links, which mean files of the package, lead to articles instead.
 * @param {string} raw
 * @param {Links} links the definitions of the file
 * @returns {Block}
 */
function prose(raw, links) {
  const definitions = new Set();
  const inline = (/** @type {string} */ text) =>
    text.replace(reference, (whole, words, label) => {
      const key = (label || words).toLowerCase().replaceAll(/\s+/g, ' ');
      const link = Object.hasOwn(links, key) ? links[key] : undefined;
      if (!link?.href || /\s/.test(link.href)) return whole;
      definitions.add(retarget(`[${key}]: ${link.href}`));
      return `[${words}](${link.href})`;
    });
  // The first pass replaces images inside of links, the second one the links around them.
  const text = retarget(inline(inline(raw)));
  return { text, source: definitions.size > 0 ? retarget(raw) : text, definitions: [...definitions] };
}

/** `[words][label]`, `[label][]` and `[label]`, where the words may have an image. */
const reference = /(?<!\])\[((?:!\[[^[\]]*\]\([^)]*\)|[^[\]])+)\](?:\[([^[\]]*)\])?(?![[(:])/g;

/** @param {string} text */
function retarget(text) {
  return text
    .replaceAll(/(!\[[^[\]]*\]\(|\bsrc=")(?![a-z]+:|\/\/)[./#]*/gi, '$1https://example.org/')
    .replaceAll(/(\]\(|^\[[^\]]+\]: |\bhref=")(?![a-z]+:|\/\/)[^\s)"]+/gim, `$1${someArticle}`);
}
