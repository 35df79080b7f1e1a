// Folders of articles to measure on, built from the README and CHANGELOG files of installed packages: the same packages give the
// same bytes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { article, groupsOf, median } from './article.mjs';
import { blocksOf, markdownFiles } from './blocks.mjs';

/**
 * How many articles, and the median of their characters. `name` is how you ask for it: `10000`, or `1000x50` for a median of 50 KB.
 * @typedef {{ readonly name: string, readonly count: number, readonly bytes: number }} Size
 */

/**
 * What articles are built from: how many files, and a fingerprint of what they give. Figures can be compared only where it is the
 * same.
 * @typedef {{ readonly groups: readonly import('./article.mjs').Group[], readonly files: number, readonly fingerprint: string }} Material
 */

/**
 * Reads `10000` or `1000x50` (articles, KB).
 * @param {string} name
 * @returns {Size | undefined}
 */
export function parseSize(name) {
  const [, count, kilobytes] = /^(\d{1,7})(?:x(\d{1,4}))?$/.exec(name) ?? [];
  if (count === undefined || Number(count) === 0) return undefined;
  return { name, count: Number(count), bytes: kilobytes === undefined ? median : Number(kilobytes) * 1000 };
}

/**
 * Reads the Markdown files below a folder, or returns a sentence that says why it cannot.
 * @param {string} folder
 * @returns {Material | { readonly mistake: string }}
 */
export function readMaterial(folder) {
  const files = markdownFiles(folder);
  if (files.length === 0)
    return {
      mistake: `There are no Markdown files below ${folder}. The benchmark builds its articles from README and CHANGELOG files of installed packages: run \`npm ci\` in the folder of Feedmill, or name another folder with --markdown.`,
    };
  const blocks = blocksOf(files.map((file) => readFileSync(file, 'utf8')));
  const hash = createHash('sha256').update(JSON.stringify(blocks));
  for (const name of ['article.mjs', 'corpus.mjs', 'front-matter.mjs'])
    hash.update(readFileSync(join(import.meta.dirname, name)));
  return { groups: groupsOf(blocks), files: files.length, fingerprint: hash.digest('hex').slice(0, 12) };
}

/**
 * The folder of a corpus below `folder`. It is made unless a corpus of the same size and material is there.
 * @param {string} folder
 * @param {Size} size
 * @param {Material} material
 */
export function openCorpus(folder, { name, count, bytes }, { groups, fingerprint }) {
  const root = join(folder, `corpus-${name}`);
  const mark = join(folder, `corpus-${name}.signature`);
  const signature = `${count} ${bytes} ${fingerprint}`;
  if (existsSync(root) && existsSync(mark) && readFileSync(mark, 'utf8') === signature) return root;
  rmSync(root, { recursive: true, force: true });
  const unfinished = `${root}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const addressOf = (/** @type {number} */ random) =>
    `/${pathOf(Math.floor(random * count)).replace(/\.md$/, '')}/`;
  for (let number = 0; number < count; number++) {
    const path = join(unfinished, pathOf(number));
    if (number % 100 === 0) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, article(number, dateOf(number, count), bytes / median, groups, addressOf));
  }
  renameSync(unfinished, root);
  writeFileSync(mark, signature);
  return root;
}

/**
 * Path of article `number` below the content folder: a folder for each hundred.
 * @param {number} number
 */
export function pathOf(number) {
  return `posts/${String(Math.floor(number / 100)).padStart(4, '0')}/article-${number}.md`;
}

/**
 * Articles are four hours apart, the newest at the end of 2025: 10,000 are four and a half years.
 * @param {number} number
 * @param {number} count
 */
function dateOf(number, count) {
  return new Date(Date.UTC(2026, 0, 1) - (count - number) * 4 * 3_600_000);
}
