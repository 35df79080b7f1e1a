// What happens to the articles of a site between two builds.
import { appendFileSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOf, tagOf } from './corpus.mjs';

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
    appendFileSync(middleAged(content, count, round * 2), `\nChanged in round ${round}.\n`);
  },
  tag(content, count, round) {
    const path = middleAged(content, count, round * 2 + 1);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/^(tags: \[.*)\]$/m, `$1, ${tagOf(round % 100)}]`));
  },
};

/**
 * Another article each time; none that stands in a feed of the newest.
 * @param {string} content
 * @param {number} count
 * @param {number} step
 */
function middleAged(content, count, step) {
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
