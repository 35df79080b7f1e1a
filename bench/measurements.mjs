// What is measured, and the rounds in which it takes turns.
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openCorpus } from './corpus.mjs';
import { edits, files } from './edits.mjs';
import { tomlAsYaml } from './front-matter.mjs';
import { cacheSize } from './tools/feedmill.mjs';

/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {import('./tools.mjs').Case} Case */

/**
 * @typedef {object} Measurement
 * @property {string} size
 * @property {Case | 'start'} kind
 * @property {string} tool
 * @property {string} scenario
 * @property {(round: number) => void} before prepares the site for the next run
 * @property {readonly string[]} argv
 * @property {string} root the folder it is run in
 * @property {import('./meter.mjs').Figures[]} figures one for each round
 */

/** @typedef {{ readonly root: string, readonly measurements: readonly Measurement[], readonly prime?: readonly string[] }} Site */

/**
 * Makes a site for each tool that builds this case and size, and lists what is measured there.
 * @param {import('./corpus.mjs').Size} size
 * @param {Case} kind
 * @param {readonly import('./tools.mjs').Tool[]} tools
 * @param {Options} options
 * @param {import('./corpus.mjs').Material} material
 * @returns {Site[]}
 */
export function prepareSites(size, kind, tools, options, material) {
  const corpus = openCorpus(options.dir, size, material);
  return tools.flatMap((tool) => {
    const root = join(options.dir, `site-${size.name}-${kind}-${tool.name}`);
    const content = join(root, 'content');
    const argv = tool.command(root, kind, options);
    const wanted = tool.scenarios.filter((one) => isWanted(options, size, kind, tool.name, one));
    if (wanted.length === 0) return [];
    remove(options.dir, [root]);
    // A copy, since articles are edited here.
    cpSync(corpus, content, { recursive: true, mode: constants.COPYFILE_FICLONE });
    if (tool.readsToml === false) rewriteToml(content);
    tool.prepare(root, kind);
    const measurements = wanted.flatMap((scenario) => {
      const before = (/** @type {number} */ round) => {
        remove(options.dir, leftovers(root, tool, scenario));
        edits[scenario](content, size.count, round);
      };
      const own = { size: size.name, kind, tool: tool.name, scenario, before, argv, root, figures: [] };
      if (scenario === 'warm') return [own, warmBaseline(root, size, kind)];
      return scenario === 'cold' && tool.name === 'feedmill' ? [own, coldBaseline(root, size, kind)] : [own];
    });
    return [{ root, measurements, ...(wanted[0] !== 'cold' && { prime: argv }) }];
  });
}

/**
 * Rewrites the front matter of articles that have it in TOML.
 * @param {string} content
 */
function rewriteToml(content) {
  for (const path of files(content)) {
    const text = readFileSync(path, 'utf8');
    if (text.startsWith('+++')) writeFileSync(path, tomlAsYaml(text));
  }
}

/**
 * With targets, of the largest size only what has a target is measured.
 * @param {Options} options
 * @param {import('./corpus.mjs').Size} size
 * @param {Case} kind
 * @param {string} tool
 * @param {import('./tools.mjs').Scenario} scenario
 */
function isWanted({ scenarios, targets }, size, kind, tool, scenario) {
  if (!scenarios.includes(scenario)) return false;
  if (!targets || size.count <= 10_000) return true;
  return kind === 'pages' && tool === 'feedmill' && (scenario === 'cold' || scenario === 'warm');
}

/**
 * What earlier builds left and a scenario starts without.
 * @param {string} root
 * @param {import('./tools.mjs').Tool} tool
 * @param {import('./tools.mjs').Scenario} scenario
 */
export function leftovers(root, { made, kept = [] }, scenario) {
  const names = scenario === 'cold' ? made : scenario === 'first' ? [...made, ...kept] : [];
  return names.map((name) => join(root, name));
}

/** Removed files stay in this folder, beside the sites, until everything is measured. */
const removed = 'removed';
let removals = 0;

/**
 * Moves what is at `paths` aside, somewhere below `folder`, without deleting it: on some disks, builds that create thousands of files
 * are slower for seconds after thousands were deleted.
 * @param {string} folder
 * @param {readonly string[]} paths
 */
export function remove(folder, paths) {
  mkdirSync(join(folder, removed), { recursive: true });
  for (const path of paths)
    if (existsSync(path)) renameSync(path, join(folder, removed, `${process.pid}-${removals++}`));
}

/**
 * Deletes what `remove` moved aside.
 * @param {string} folder
 */
export function deleteRemoved(folder) {
  rmSync(join(folder, removed), { recursive: true, force: true });
}

/**
 * A script that does the least a warm build can do, with a cache of the same size.
 * @param {string} root
 * @param {import('./corpus.mjs').Size} size
 * @param {Case} kind
 * @returns {Measurement}
 */
function warmBaseline(root, size, kind) {
  const [content, cache] = [join(root, 'content'), join(root, 'baseline.json')];
  const before = () => {
    const paths = files(content);
    const each = cacheSize(root, size.count) / paths.length;
    const entries = paths.map((path) => {
      const entry = [path, [statSync(path).mtimeMs, 'f'.repeat(40)]];
      const missing = Math.max(0, Math.floor(each) - JSON.stringify(entry).length - 10);
      return [...entry, { title: 'x'.repeat(missing >> 1), text: 'y'.repeat(missing >> 1) }];
    });
    writeFileSync(cache, JSON.stringify(entries));
  };
  const argv = [process.execPath, join(import.meta.dirname, 'baseline-warm.mjs'), content, cache];
  return { size: size.name, kind, tool: 'baseline', scenario: 'warm', before, argv, root, figures: [] };
}

/**
 * A script that does the least a cold build can do.
 * @param {string} root
 * @param {import('./corpus.mjs').Size} size
 * @param {Case} kind
 * @returns {Measurement}
 */
function coldBaseline(root, size, kind) {
  const argv = [process.execPath, join(import.meta.dirname, 'baseline-cold.mjs'), join(root, 'content')];
  return {
    size: size.name,
    kind,
    tool: 'baseline',
    scenario: 'cold',
    before: () => {},
    argv,
    root,
    figures: [],
  };
}

/**
 * How long the command takes to start.
 * @param {Options} options
 * @returns {Measurement[]}
 */
export function startMeasurements({ lib }) {
  const shared = {
    size: '',
    kind: /** @type {const} */ ('start'),
    scenario: 'start',
    before: () => {},
    root: lib,
  };
  return [
    { ...shared, tool: 'node -e 0', argv: [process.execPath, '-e', '0'], figures: [] },
    {
      ...shared,
      tool: 'feedmill --version',
      argv: [process.execPath, join(lib, 'cli.js'), '--version'],
      figures: [],
    },
  ];
}

/**
 * Runs every measurement once in each round, so that other load on the machine affects all of them alike.
 * @param {readonly Measurement[]} measurements
 * @param {number} rounds
 * @param {import('./meter.mjs').Meter} meter
 * @param {(text: string) => void} report
 */
export async function runRounds(measurements, rounds, meter, report) {
  for (let round = 1; round <= rounds; round++) {
    for (const one of measurements) {
      one.before(round);
      const figures = await meter.run(one.argv, one.root);
      one.figures.push(figures);
      const what = [one.kind, one.size, one.tool, one.scenario].filter(Boolean).join(' ');
      report(`${round}/${rounds} ${what}: ${Math.round(figures.wall)} ms`);
    }
  }
}
