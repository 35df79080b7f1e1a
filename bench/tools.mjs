// The tools that are measured. To add one, write a file in tools/ like the others.
import { eleventy } from './tools/eleventy.mjs';
import { feedmill } from './tools/feedmill.mjs';
import { hugo } from './tools/hugo.mjs';
import { naive } from './tools/naive.mjs';

/** What is built: home feeds and index; these and a feed for each tag; these and a page for each article. */
export const cases = /** @type {const} */ (['home', 'tags', 'pages']);

/** @typedef {(typeof cases)[number]} Case */

/** What happens before the build that is measured. */
export const scenarios = /** @type {const} */ (['cold', 'first', 'warm', 'article', 'tag', 'clone']);

/** @typedef {(typeof scenarios)[number]} Scenario */

/**
 * `made` is what a build creates in the folder of the site and a cold build does not find; `kept` is what only a first build does not
 * find. `prepare` writes everything a site needs apart from its articles, which are in `content`.
 * @typedef {object} Tool
 * @property {string} name
 * @property {readonly Scenario[]} scenarios
 * @property {string} advice how to install it
 * @property {boolean} [readsToml] `false` if it reads front matter in YAML only
 * @property {readonly string[]} made
 * @property {readonly string[]} [kept]
 * @property {(options: import('./options.mjs').Options) => string | undefined} version
 * @property {(site: string, kind: Case) => void} prepare
 * @property {(site: string, kind: Case, options: import('./options.mjs').Options) => readonly string[]} command run in the
 *   folder of the site
 */

const peers = [hugo, eleventy, naive];

/**
 * The tools that `options` ask for: those that are installed, and those that are missing.
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
