// The builds that are measured, and the rounds they take in turn.
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openCorpus } from './corpus.mjs';
import { edits, files } from './edits.mjs';
import { cacheSize } from './tools/feedmill.mjs';

/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {import('./tools.mjs').Case} Case */

/**
 * @typedef {object} Lane
 * @property {string} size
 * @property {Case | 'start'} kind
 * @property {string} tool
 * @property {string} scenario
 * @property {(round: number) => void} before puts everything as it has to be
 * @property {readonly string[]} argv
 * @property {string} root the folder it is run in
 * @property {import('./measure.mjs').Figures[]} figures one for each round
 */

/** @typedef {{ readonly root: string, readonly lanes: readonly Lane[], readonly prime?: readonly string[] }} Site */

/**
 * Folders of their own for the tools that build a case of a size, and what is to be measured there.
 * @param {import('./corpus.mjs').Size} size
 * @param {Case} kind
 * @param {readonly import('./tools.mjs').Tool[]} tools
 * @param {Options} options
 * @returns {Site[]}
 */
export function prepareSites(size, kind, tools, options) {
  const corpus = openCorpus(options.dir, size);
  return tools.flatMap((tool) => {
    const root = join(options.dir, `site-${size.name}-${kind}-${tool.name}`);
    const content = join(root, 'content');
    const argv = tool.command(root, kind, options);
    const wanted = tool.scenarios.filter((one) => isWanted(options, size, kind, tool.name, one));
    if (wanted.length === 0) return [];
    clear(options.dir, [root]);
    // Articles are edited here: the corpus has to stay as it is.
    cpSync(corpus, content, { recursive: true, mode: constants.COPYFILE_FICLONE });
    tool.prepare(root, kind);
    const lanes = wanted.flatMap((scenario) => {
      const before = (/** @type {number} */ round) => {
        clear(options.dir, leftovers(root, tool, scenario));
        edits[scenario](content, size.count, round);
      };
      const lane = { size: size.name, kind, tool: tool.name, scenario, before, argv, root, figures: [] };
      if (scenario === 'warm') return [lane, floor(root, size, kind)];
      return scenario === 'cold' && tool.name === 'feedmill' ? [lane, coldFloor(root, size, kind)] : [lane];
    });
    return [{ root, lanes, ...(wanted[0] !== 'cold' && { prime: argv }) }];
  });
}

/**
 * With targets the largest size is measured for what they say of it alone.
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
 * What of former builds a scenario does without.
 * @param {string} root
 * @param {import('./tools.mjs').Tool} tool
 * @param {import('./tools.mjs').Scenario} scenario
 */
export function leftovers(root, { made, kept = [] }, scenario) {
  const names = scenario === 'cold' ? made : scenario === 'first' ? [...made, ...kept] : [];
  return names.map((name) => join(root, name));
}

/** What is cleared away lies here, beside the sites, until all is measured. */
const attic = 'cleared';
let cleared = 0;

/**
 * Puts away what is at `paths`, somewhere below `folder`. It is not deleted: some disks look for room in the places of files that
 * were, for seconds afterwards, and every build that makes thousands of files would pay for that.
 * @param {string} folder
 * @param {readonly string[]} paths
 */
export function clear(folder, paths) {
  mkdirSync(join(folder, attic), { recursive: true });
  for (const path of paths)
    if (existsSync(path)) renameSync(path, join(folder, attic, `${process.pid}-${cleared++}`));
}

/**
 * Deletes what was cleared away below `folder`.
 * @param {string} folder
 */
export function sweep(folder) {
  rmSync(join(folder, attic), { recursive: true, force: true });
}

/**
 * A bare script in the place of a warm build, with a cache of the same size.
 * @param {string} root
 * @param {import('./corpus.mjs').Size} size
 * @param {Case} kind
 * @returns {Lane}
 */
function floor(root, size, kind) {
  const [content, cache] = [join(root, 'content'), join(root, 'floor.json')];
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
  const argv = [process.execPath, join(import.meta.dirname, 'floor.mjs'), content, cache];
  return { size: size.name, kind, tool: 'floor', scenario: 'warm', before, argv, root, figures: [] };
}

/**
 * A bare script in the place of a cold build.
 * @param {string} root
 * @param {import('./corpus.mjs').Size} size
 * @param {Case} kind
 * @returns {Lane}
 */
function coldFloor(root, size, kind) {
  const argv = [process.execPath, join(import.meta.dirname, 'floor-cold.mjs'), join(root, 'content')];
  return {
    size: size.name,
    kind,
    tool: 'floor',
    scenario: 'cold',
    before: () => {},
    argv,
    root,
    figures: [],
  };
}

/**
 * How long the command takes to be there.
 * @param {Options} options
 * @returns {Lane[]}
 */
export function startLanes({ lib }) {
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
 * Runs every lane once in each round, so that a busy machine is busy for all of them.
 * @param {readonly Lane[]} lanes
 * @param {number} rounds
 * @param {import('./measure.mjs').Meter} meter
 * @param {(text: string) => void} say
 */
export async function runRounds(lanes, rounds, meter, say) {
  for (let round = 1; round <= rounds; round++) {
    for (const lane of lanes) {
      lane.before(round);
      const figures = await meter.run(lane.argv, lane.root);
      lane.figures.push(figures);
      const what = [lane.kind, lane.size, lane.tool, lane.scenario].filter(Boolean).join(' ');
      say(`${round}/${rounds} ${what}: ${Math.round(figures.wall)} ms`);
    }
  }
}
