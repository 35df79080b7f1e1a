// The options of the command line.
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
 * @property {readonly string[]} peers names of the other tools to measure
 * @property {boolean} targets
 * @property {boolean} write
 * @property {string | undefined} profile
 * @property {string} dir
 * @property {string} lib
 * @property {string} markdown
 * @property {readonly string[]} flags
 * @property {string} eleventy
 */

export const help = `Measures whole builds of Feedmill and other tools. All of them take turns in each round; the results are medians.

npm run bench -- [options]

  --sizes 1000,10000    numbers of articles; 1000x50 has a median of 50 KB instead of 4.5 KB (default: 10000, with
                        --targets 10000,100000)
  --cases ${cases.join(',')}
                        home: feeds of the newest articles and the index; tags: also feeds for each of 200 tags; pages: also
                        a page for each article
  --scenarios ${scenarios.join(',')}
                        cold: no output and no cache; first: no lock file either; warm: nothing changed; article: one article
                        changed; tag: one tag added; clone: all files have new times
  --rounds 5            how often each build runs
  --peers               also measure ${peerNames.join(', ')}, and say how to install those that are missing
  --targets             also measure Hugo, and compare the results with the targets
  --write               write bench/RESULTS.md instead of printing the results
  --profile WHAT        make a CPU profile instead and list the slowest functions: of a case (home), of a room (markdown, which
                        is src/markdown/), or of both (home/markdown); of a cold build unless --scenarios names another one
  --flag FLAG           pass a flag to feedmill build, such as --flag=--no-cache; may be repeated
  --lib FOLDER          the compiled Feedmill to measure (default: lib)
  --markdown FOLDER     Markdown files whose blocks make up the articles (default: node_modules)
  --eleventy FOLDER     the folder in which you ran \`npm install @11ty/eleventy\`
  --dir FOLDER          where articles and sites are written; articles are kept for the next run
                        (default: ${join(tmpdir(), 'feedmill-bench')})
  --help                show this help
`;

/**
 * Reads the command line, or returns a sentence about what is wrong with it.
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
        markdown: { type: 'string', default: join(import.meta.dirname, '../node_modules') },
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
      markdown: resolve(values.markdown),
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
  if (found === undefined) throw new Error(`Unknown ${what} \`${name}\`: use ${names.join(', ')}.`);
  return found;
}

/** @param {string} name */
function size(name) {
  const found = parseSize(name);
  if (!found)
    throw new Error(
      `\`${name}\` is not a size: use a number such as 10000, or 1000x50 for articles of 50 KB.`,
    );
  return found;
}

/** @param {string} text */
function count(text) {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`\`${text}\` is not a number of rounds.`);
  return Number(text);
}
