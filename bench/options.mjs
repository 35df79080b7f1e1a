// What the command line asks for.
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseSize } from './corpus.mjs';
import { cases, peerNames, scenarios } from './tools.mjs';

/**
 * @typedef {object} Options
 * @property {readonly import('./corpus.mjs').Size[]} sizes
 * @property {readonly import('./tools.mjs').Case[]} cases
 * @property {readonly import('./tools.mjs').Scenario[]} scenarios
 * @property {number} rounds
 * @property {readonly string[]} peers names of the other tools asked for
 * @property {boolean} targets
 * @property {boolean} write
 * @property {string | undefined} profile
 * @property {string} dir
 * @property {string} lib
 * @property {readonly string[]} flags
 * @property {string} eleventy
 */

export const help = `Measures whole builds, in rounds in turn, and prints medians.

npm run bench -- [options]

  --sizes 1000,10000    articles; 1000x50 has 50 KB each instead of 4.5 (10000; with --targets 10000,100000)
  --cases ${cases.join(',')}  home feeds and index; a feed for each of 200 tags too; a page for each article too
  --scenarios ${scenarios.join(',')}
                        no output and no cache; no lock either; nothing changed; a text edited; a tag added; all files
                        have new times
  --rounds 5
  --peers               beside ${peerNames.join(', ')}; says how to get those that are missing
  --targets             beside Hugo, and whether each target is reached
  --write               into bench/RESULTS.md instead of the terminal
  --profile WHAT        a CPU profile instead, and the functions that took most: of a case (pages), of a stage of it
                        (markdown: all below src/markdown/), or of both (tags/content); cold, or the
                        one scenario given
  --flag FLAG           hands a flag to feedmill build, such as --flag=--no-cache; may be repeated
  --lib FOLDER          the compiled Feedmill to measure (lib)
  --eleventy FOLDER     where \`npm install @11ty/eleventy\` was run
  --dir FOLDER          for articles and sites; the articles are kept for the next run (${join(tmpdir(), 'feedmill-bench')})
  --help
`;

/**
 * Reads the command line; a sentence where it cannot be followed.
 * @param {string[]} args
 * @returns {Options | 'help' | { readonly mistake: string }}
 */
export function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        sizes: { type: 'string' },
        cases: { type: 'string', default: cases.join(',') },
        scenarios: { type: 'string', default: scenarios.join(',') },
        rounds: { type: 'string', default: '5' },
        peers: { type: 'boolean', default: false },
        targets: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        profile: { type: 'string' },
        flag: { type: 'string', multiple: true, default: [] },
        lib: { type: 'string', default: join(import.meta.dirname, '../lib') },
        eleventy: { type: 'string' },
        dir: { type: 'string', default: join(tmpdir(), 'feedmill-bench') },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'help';
    const dir = resolve(values.dir);
    return {
      sizes: list(values.sizes ?? (values.targets ? '10000,100000' : '10000')).map(size),
      cases: list(values.cases).map((name) => oneOf(cases, name, 'case')),
      scenarios: scenarios.filter((name) =>
        list(values.scenarios)
          .map((one) => oneOf(scenarios, one, 'scenario'))
          .includes(name),
      ),
      rounds: count(values.rounds),
      peers: values.peers ? peerNames : values.targets ? ['hugo'] : [],
      targets: values.targets,
      write: values.write,
      profile: values.profile,
      dir,
      lib: resolve(values.lib),
      flags: values.flag,
      eleventy: resolve(values.eleventy ?? join(dir, 'eleventy')),
    };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}

/** @param {string} text */
function list(text) {
  return text.split(',').filter(Boolean);
}

/**
 * @template {string} Name
 * @param {readonly Name[]} names
 * @param {string} name
 * @param {string} what
 */
function oneOf(names, name, what) {
  const found = names.find((one) => one === name);
  if (found === undefined) throw new Error(`There is no ${what} \`${name}\`: ${names.join(', ')}.`);
  return found;
}

/** @param {string} name */
function size(name) {
  const found = parseSize(name);
  if (!found) throw new Error(`\`${name}\` is no size: 10000, or 1000x50 for 50 KB each.`);
  return found;
}

/** @param {string} text */
function count(text) {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`\`${text}\` is no number of rounds.`);
  return Number(text);
}
