// Folders of articles to measure on: the same bytes for the same numbers, on any machine.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { numbers, words } from './words.mjs';

/** How many tags the articles of a corpus share; each article has three. */
export const tagCount = 200;

/**
 * How many articles of how many bytes; `name` is how it is asked for: `10000`, or `1000x50` for 50 KB each.
 * @typedef {{ readonly name: string, readonly count: number, readonly bytes: number }} Size
 */

/**
 * Reads `10000` or `1000x50` (articles, KB each).
 * @param {string} name
 * @returns {Size | undefined}
 */
export function parseSize(name) {
  const [, count, kilobytes] = /^(\d{1,7})(?:x(\d{1,4}))?$/.exec(name) ?? [];
  if (count === undefined || Number(count) === 0) return undefined;
  return { name, count: Number(count), bytes: kilobytes === undefined ? 4500 : Number(kilobytes) * 1000 };
}

/**
 * The folder of a corpus below `folder`, made where it is not there as this program would make it.
 * @param {string} folder
 * @param {Size} size
 */
export function openCorpus(folder, size) {
  const root = join(folder, `corpus-${size.name}`);
  const mark = join(folder, `corpus-${size.name}.signature`);
  const signature = signatureOf(size);
  if (existsSync(root) && existsSync(mark) && readFileSync(mark, 'utf8') === signature) return root;
  rmSync(root, { recursive: true, force: true });
  const unfinished = `${root}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  writeCorpus(unfinished, size);
  renameSync(unfinished, root);
  writeFileSync(mark, signature);
  return root;
}

/** @param {Size} size */
function signatureOf({ count, bytes }) {
  const sources = ['corpus.mjs', 'words.mjs'].map((name) => readFileSync(join(import.meta.dirname, name)));
  const hash = createHash('sha256').update(`${count} ${bytes}\n`);
  for (const source of sources) hash.update(source);
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @param {Size} size
 */
function writeCorpus(folder, { count, bytes }) {
  for (let number = 0; number < count; number++) {
    const path = join(folder, pathOf(number));
    if (number % 100 === 0) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, article(number, count, bytes));
  }
}

/**
 * Path of article `number` below the content folder: a folder for each hundred.
 * @param {number} number
 */
export function pathOf(number) {
  return `posts/${String(Math.floor(number / 100)).padStart(4, '0')}/article-${number}.md`;
}

/**
 * Tag `number`: `ferry-12`.
 * @param {number} number
 */
export function tagOf(number) {
  return `${words[number % 100]}-${number}`;
}

/**
 * Articles lie four hours apart, the newest at the end of 2025: 10,000 are four and a half years.
 * @param {number} number
 * @param {number} count
 */
function dateOf(number, count) {
  const instant = Date.UTC(2026, 0, 1) - (count - number) * 4 * 3_600_000;
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/**
 * The text of article `number` of `count`, about `bytes` long.
 * @param {number} number
 * @param {number} count
 * @param {number} bytes
 */
export function article(number, count, bytes) {
  const next = numbers(number * 7919 + 17);
  /** @param {number} low @param {number} high */
  const between = (low, high) => low + Math.floor(next() * (high - low + 1));
  const word = () => words[Math.floor(next() * words.length)] ?? '';
  /** @param {number} low @param {number} high */
  const phrase = (low, high) => Array.from({ length: between(low, high) }, word).join(' ');
  const other = () => pathOf(Math.floor(next() * count)).replace(/\.md$/, '');
  const inline = () => {
    const kind = next();
    if (kind < 0.3) return `**${phrase(1, 3)}**`;
    if (kind < 0.55) return `*${phrase(1, 3)}*`;
    if (kind < 0.7) return `\`${phrase(1, 2).replace(' ', '_')}\``;
    if (kind < 0.9)
      return `[${phrase(1, 3)}](https://example.org/${phrase(1, 1)}/${Math.floor(next() * 1000)})`;
    return `[${phrase(1, 3)}](/${other()}/)`;
  };
  const sentence = () => {
    const parts = [phrase(4, 12)];
    if (next() < 0.45) parts.push(inline(), phrase(3, 8));
    return `${capital(parts.join(' '))}${next() < 0.1 ? `—${phrase(2, 4)}` : ''}.`;
  };
  const paragraph = () => Array.from({ length: between(3, 6) }, sentence).join(' ');
  const code = () => {
    const name = phrase(1, 1);
    return `\`\`\`js\n// ${phrase(3, 6)}\nexport function ${name}(value) {\n  const total = value * ${Math.floor(next() * 90)};\n  return total > 10 ? '${phrase(1, 2)}' : null;\n}\n\`\`\``;
  };
  const row = () => `| ${phrase(1, 2)} | ${Math.floor(next() * 1000)} | ${phrase(1, 3)} |`;
  const blocks = [
    paragraph,
    paragraph,
    paragraph,
    paragraph,
    () => `## ${capital(phrase(2, 6))}`,
    () => Array.from({ length: between(3, 6) }, () => `- ${sentence()}`).join('\n'),
    () => Array.from({ length: 3 }, (_, index) => `${index + 1}. ${sentence()}`).join('\n'),
    () => `> ${sentence()}\n> ${sentence()}`,
    code,
    () =>
      [`| ${capital(phrase(1, 1))} | Number | Note |`, '| --- | ---: | --- |', row(), row(), row()].join(
        '\n',
      ),
  ];
  const title = `${capital(phrase(3, 8))} ${number}`;
  const tags = new Set();
  while (tags.size < 3) tags.add(tagOf(Math.floor(next() * tagCount)));
  const summary = next() < 0.5 ? `summary: ${capital(phrase(10, 20))}\n` : '';
  const front = `---\ntitle: ${title}\ndate: ${dateOf(number, count)}\ntags: [${[...tags].join(', ')}]\n${summary}---\n\n`;
  const text = [paragraph()];
  for (let size = front.length + (text[0] ?? '').length; size < bytes;) {
    const block = blocks[Math.floor(next() * blocks.length)]?.() ?? '';
    text.push(block);
    size += block.length + 2;
  }
  return `${front}${text.join('\n\n')}\n`;
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
