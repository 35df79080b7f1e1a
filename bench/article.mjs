// The text of one article. The shares are those of 1,317 posts of 16 public blogs of companies, projects and people, written for
// Jekyll, Eleventy, Hugo, Zola, Next.js and others, with at most 100 posts of each. None of their text is here.
//
// Articles differ from those posts where README and CHANGELOG files do: paragraphs and lists are shorter (a median of 160 and 150
// characters instead of 205 and 375), there is more HTML with pictures (35 % of the articles instead of 6 %), and few articles keep
// all lines below 80 characters (5 % instead of a third). No article has template syntax (27 % of the posts) or pictures beside it (11 %).
import { someArticle } from './blocks.mjs';
import { frontMatter } from './front-matter.mjs';

/** @typedef {import('./blocks.mjs').Block} Block */
/** @typedef {import('./blocks.mjs').Kind} Kind */

/**
 * Of each kind of block: the share of posts that have it, and its share of all bytes. Tables are rare: README files have them
 * sixteen times as often. Paragraphs are 56 % of the bytes of posts; the number here leaves out those that precede other blocks.
 * @type {readonly (readonly [kind: Kind, posts: number, bytes: number])[]}
 */
const mix = [
  ['paragraph', 1, 0.35],
  ['list', 0.563, 0.202],
  ['code', 0.248, 0.079],
  ['html', 0.282, 0.069],
  ['nested list', 0.095, 0.027],
  ['heading', 0.739, 0.018],
  ['code without language', 0.125, 0.014],
  ['numbered list', 0.112, 0.011],
  ['quote', 0.131, 0.01],
  ['indented code', 0.03, 0.007],
  ['image', 0.131, 0.006],
  ['table', 0.01, 0.002],
  ['rule', 0.074, 0.0003],
];

/** Characters of a post without its front matter, by the share of posts that are shorter. The average is 8,000. */
const lengths = /** @type {const} */ ([
  [0, 200],
  [0.1, 922],
  [0.25, 2082],
  [0.5, 4574],
  [0.75, 8613],
  [0.9, 15_250],
  [0.95, 22_440],
  [0.99, 48_307],
  [1, 60_000],
]);

/** The usual median of the characters of an article. */
export const median = 4500;

const authors = [
  'Ada Berg',
  'Jo van Dijk',
  'Lena Sørensen',
  'María Ruiz',
  'Noor Haddad',
  'Sam O’Neill',
  'Tomáš Novák',
  'Wei Chen',
];

/** How many tags the articles of a corpus share. */
export const tagCount = 200;

/** @param {number} number */
export function tagOf(number) {
  return `topic-${number}`;
}

/**
 * The blocks of a kind: the share of articles that have some, and how often such an article takes one.
 * @typedef {{ readonly kind: Kind, readonly share: number, readonly weight: number, readonly blocks: readonly Block[] }} Group
 */

/**
 * What articles are built from; the first group are paragraphs.
 * @param {import('./blocks.mjs').Blocks} blocks
 * @returns {readonly Group[]}
 */
export function groupsOf(blocks) {
  return mix.flatMap(([kind, share, bytes]) => {
    const all = blocks[kind];
    const length = all.reduce((sum, { text }) => sum + text.length, 0) / all.length;
    return all.length === 0 ? [] : [{ kind, share, weight: bytes / share / length, blocks: all }];
  });
}

/**
 * The text of article `number`. `addressOf` turns a number from 0 to 1 into the address of another article.
 * @param {number} number
 * @param {Date} date
 * @param {number} scale 1 for articles as long as posts are
 * @param {readonly Group[]} groups
 * @param {(random: number) => string} addressOf
 */
export function article(number, date, scale, groups, addressOf) {
  const next = numbers(number * 7919 + 17);
  const fields = {
    title: title(groups, next),
    date,
    tags: tags(next),
    author: next() < 0.6 ? pick(authors, next) : '',
    description: next() < 0.44 ? words(groups, next, 60 + next() * 140) : '',
  };
  const text = `${frontMatter(fields, next)}\n${body(lengthAt(next()) * scale, groups, next)}\n`;
  const linked = text.replaceAll(someArticle, () => addressOf(next()));
  return next() < 0.005 ? linked.replaceAll('\n', '\r\n') : linked;
}

/**
 * @param {number} length
 * @param {readonly Group[]} groups
 * @param {() => number} next
 */
function body(length, groups, next) {
  // An author does the same throughout an article: paragraphs on one line each, names of code, addresses of links at the end.
  const isUnwrapped = next() < 0.65;
  const isTechnical = next() < 0.58;
  const hasReferences = next() < 0.11;
  const definitions = new Set();
  /** @type {string[]} */
  const parts = [];
  let size = 0;
  for (const group of sequence(groups, isTechnical, next)) {
    const most = Math.max(length - size, 300);
    const block = pickFitting(group, most, isTechnical, next);
    const text = hasReferences ? block.source : block.text;
    if (hasReferences) for (const one of block.definitions) definitions.add(one);
    parts.push(isUnwrapped && group.kind === 'paragraph' ? unwrap(text) : text);
    size += text.length + 2;
    if (size >= length && group.kind !== 'heading') break;
  }
  if (next() < 0.015) parts.push('There is more to read about it.[^1]', `[^1]: ${words(groups, next, 120)}.`);
  return [...parts, ...(definitions.size > 0 ? [[...definitions].join('\n')] : [])].join('\n\n');
}

/**
 * An endless sequence of kinds of blocks. It has each kind of this article once before it repeats any, then as often as posts do.
 * Every other block follows a paragraph, because two lists in a row would be one list.
 * @param {readonly Group[]} groups
 * @param {boolean} isTechnical
 * @param {() => number} next
 * @returns {Generator<Group, void>}
 */
function* sequence(groups, isTechnical, next) {
  const [paragraphs, ...others] = groups;
  if (!paragraphs) throw new Error('There is no paragraph in the Markdown files.');
  yield paragraphs;
  const here = others.filter(
    ({ kind, share }) => next() < (isCode(kind) ? (isTechnical ? share / 0.58 : 0) : share),
  );
  const first = here.map((group) => /** @type {const} */ ([next(), group])).toSorted(([a], [b]) => a - b);
  const all = [paragraphs, ...here];
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  let early = 0;
  let isAfterParagraph = true;
  for (;;) {
    let left = next() * total;
    /** @type {Group} */
    const group = first.pop()?.[1] ?? all.find(({ weight }) => (left -= weight) < 0) ?? paragraphs;
    const isParagraph = group === paragraphs;
    if (isParagraph && early > 0) {
      // Another block has already brought its paragraph.
      early--;
      continue;
    }
    if (!isParagraph && !isAfterParagraph) {
      yield paragraphs;
      early++;
    }
    yield group;
    isAfterParagraph = isParagraph;
  }
}

/** @param {Kind} kind */
function isCode(kind) {
  return kind.includes('code');
}

/**
 * One of the blocks. It tries to find one that fits into `most` characters and has no code unless the article is technical.
 * @param {Group} group
 * @param {number} most
 * @param {boolean} isTechnical
 * @param {() => number} next
 */
function pickFitting({ blocks }, most, isTechnical, next) {
  let found = pick(blocks, next);
  for (let tries = 0; tries < 8; tries++) {
    if (found.text.length <= most && (isTechnical || !found.text.includes('`'))) break;
    found = pick(blocks, next);
  }
  return found;
}

/**
 * The length below which `share` of the articles are.
 * @param {number} share from 0 to 1
 */
function lengthAt(share) {
  const index = lengths.findIndex(([upper]) => upper > share);
  const [[from, low], [to, high]] = [lengths[index - 1] ?? lengths[0], lengths[index] ?? lengths[8]];
  return low + ((high - low) * (share - from)) / (to - from);
}

/**
 * One to five tags. A tenth of all tags has half of the uses.
 * @param {() => number} next
 */
function tags(next) {
  const most = 1 + Math.floor(next() * 5);
  const tag = () => {
    const random = next();
    return tagOf(Math.floor(random * random * random * tagCount));
  };
  return [...new Set(Array.from({ length: most }, tag))];
}

/**
 * @param {readonly Group[]} groups
 * @param {() => number} next
 */
function title(groups, next) {
  const text = words(groups, next, 20 + next() * 40);
  return next() < 0.1 ? text.replace(/ (?=\S+$)/, ': ') : text;
}

/**
 * Words of some paragraph without its markup, about `most` characters long.
 * @param {readonly Group[]} groups
 * @param {() => number} next
 * @param {number} most
 */
function words(groups, next, most) {
  const all = pick(groups[0]?.blocks ?? [], next)
    .text.replaceAll(/\]\([^)]*\)|<[^>]*>|[[\]`*_<>|#\\]/g, '')
    .split(/\s+/)
    .filter(Boolean);
  const start = Math.floor(next() * Math.max(all.length - most / 6, 0));
  let end = start + 1;
  while (end < all.length && all.slice(start, end).join(' ').length < most) end++;
  const text = all
    .slice(start, end)
    .join(' ')
    .replace(/[,.:;]$/, '');
  return text === '' ? 'Without words' : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/**
 * A paragraph on one line. Two spaces or a backslash at the end of a line are a break that stays.
 * @param {string} paragraph
 */
function unwrap(paragraph) {
  return paragraph.replaceAll(/(?<! {2}|\\)\n\s*/g, ' ');
}

/**
 * @template Value
 * @param {readonly Value[]} values
 * @param {() => number} next
 */
function pick(values, next) {
  const found = values[Math.floor(next() * values.length)];
  if (found === undefined) throw new Error('There is nothing to pick from.');
  return found;
}

/**
 * Numbers from 0 to 1 that only look random: the same for the same seed (mulberry32).
 * @param {number} seed
 * @returns {() => number}
 */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
