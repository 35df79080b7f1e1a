// What changes in the articles of a site between two builds.
import { appendFileSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tagOf } from './article.mjs';
import { pathOf } from './corpus.mjs';

/** @type {Readonly<Record<import('./tools.mjs').Scenario, (content: string, count: number, round: number) => void>>} */
export const edits = {
  cold: () => {},
  first: () => {},
  warm: () => {},
  // A checkout gives every file the time of the checkout.
  clone(content) {
    const now = new Date();
    for (const path of files(content)) utimesSync(path, now, now);
  },
  article(content, count, round) {
    appendFileSync(oldArticle(content, count, round * 2), `\nChanged in round ${round}.\n`);
  },
  tag(content, count, round) {
    const path = oldArticle(content, count, round * 2 + 1);
    writeFileSync(path, addTag(readFileSync(path, 'utf8'), tagOf(round % 100)));
  },
};

/**
 * Adds a tag to the list in the front matter, in whichever form it is there.
 * @param {string} text
 * @param {string} tag
 */
export function addTag(text, tag) {
  return text.replace(/^(?:(tags(?:: | = )\[)|tags:(\r?\n)( *- ))/m, (_, flow, end, item) =>
    flow ? `${flow}"${tag}", ` : `tags:${end}${item}${tag}${end}${item}`,
  );
}

/**
 * A different article each time, which is too old for the home feeds.
 * @param {string} content
 * @param {number} count
 * @param {number} step
 */
function oldArticle(content, count, step) {
  return join(content, pathOf((Math.floor(count / 2) + step * 37) % count));
}

/**
 * All files below `folder`.
 * @param {string} folder
 * @returns {string[]}
 */
export function files(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
}
