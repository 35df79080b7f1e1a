// Who is measured. A new row is a file in tools/ shaped like the others.
import { eleventy } from './tools/eleventy.mjs';
import { feedmill } from './tools/feedmill.mjs';
import { hugo } from './tools/hugo.mjs';
import { naive } from './tools/naive.mjs';

/** What is built: home feeds and index; a feed for each tag too; a page for each article too. */
export const cases = /** @type {const} */ (['home', 'tags', 'pages']);

/** @typedef {(typeof cases)[number]} Case */

/** What happened before the build that is measured. */
export const scenarios = /** @type {const} */ (['cold', 'first', 'warm', 'article', 'tag', 'clone']);

/** @typedef {(typeof scenarios)[number]} Scenario */

/**
 * `made`: what a build makes in the site's folder, gone before a cold one; `kept`: what lasts, gone before the very first. `prepare` writes all a site needs but its
 * articles, which are put into `content`.
 * @typedef {object} Tool
 * @property {string} name
 * @property {readonly Scenario[]} scenarios
 * @property {string} advice how to get it
 * @property {readonly string[]} made
 * @property {readonly string[]} [kept]
 * @property {(options: import('./options.mjs').Options) => string | undefined} version
 * @property {(site: string, kind: Case) => void} prepare
 * @property {(site: string, kind: Case, options: import('./options.mjs').Options) => readonly string[]} command run in the
 *   folder of the site
 */

const peers = [hugo, eleventy, naive];

/**
 * The tools `options` ask for, as far as they are installed, and what to do about the others.
 * @param {import('./options.mjs').Options} options
 */
export function findTools(options) {
  const wanted = [feedmill, ...peers.filter(({ name }) => options.peers.includes(name))];
  const found = wanted.map((tool) => ({ tool, version: tool.version(options) }));
  return {
    tools: found.flatMap(({ tool, version }) => (version === undefined ? [] : [{ tool, version }])),
    missing: found.flatMap(({ tool, version }) => (version === undefined ? [tool] : [])),
  };
}

/** @type {readonly string[]} */
export const peerNames = peers.map(({ name }) => name);
