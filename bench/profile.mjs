// A CPU profile of a build, and what took most of it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { edits } from './edits.mjs';
import { clear, leftovers, prepareSites } from './lanes.mjs';
import { table } from './report.mjs';
import { cases } from './tools.mjs';
import { feedmill } from './tools/feedmill.mjs';

/** @typedef {import('./options.mjs').Options} Options */

/**
 * @typedef {object} Profile what V8 writes
 * @property {readonly { readonly id: number, readonly children?: readonly number[], readonly callFrame:
 *   { readonly functionName: string, readonly url: string, readonly lineNumber: number } }[]} nodes
 * @property {readonly number[]} samples
 * @property {readonly number[]} timeDeltas in microseconds
 */

/**
 * Profiles `what` (`pages`, `markdown`, `tags/content`) and gives lines to print.
 * @param {string} what
 * @param {Options} options
 */
export function profile(what, options) {
  const parts = what.split('/');
  const kind = cases.find((one) => parts.includes(one)) ?? 'pages';
  const stage = parts.find((one) => one !== kind);
  const scenario = options.scenarios.length === 1 ? (options.scenarios[0] ?? 'cold') : 'cold';
  const [size] = options.sizes;
  if (!size) return [];
  const every = { ...options, scenarios: [scenario], targets: false };
  const [site] = prepareSites(size, kind, [feedmill], every);
  if (!site) return [];
  const [program = '', ...rest] = feedmill.command(site.root, kind, options);
  const without = leftovers(site.root, feedmill, scenario);
  if (without.length > 0) clear(options.dir, without);
  else execFileSync(program, rest, { stdio: 'ignore' });
  edits[scenario](join(site.root, 'content'), size.count, 1);
  const folder = join(options.dir, `profile-${size.name}-${kind}-${scenario}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  execFileSync(program, ['--cpu-prof', '--cpu-prof-dir', folder, ...rest], { stdio: 'ignore' });
  rmSync(site.root, { recursive: true });
  const profiles = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const where = stage === undefined ? '' : `, below src/${stage}`;
  return [
    `# ${kind}, ${size.name} articles, ${scenario}${where}: ${profiles.length} thread(s)`,
    '',
    ...summarise(profiles, stage, options.lib),
    `Open it in a browser’s developer tools: ${folder}`,
    '',
  ];
}

/**
 * @param {readonly Profile[]} profiles one for each thread
 * @param {string | undefined} stage
 * @param {string} lib
 */
function summarise(profiles, stage, lib) {
  /** @type {Map<string, number>} */
  const functions = new Map();
  /** @type {Map<string, number>} */
  const modules = new Map();
  let total = 0;
  for (const one of profiles)
    for (const [frame, time] of selfTimes(one, stage, lib)) {
      const place = moduleOf(frame.url, frame.lineNumber, lib);
      const name = frame.functionName || '(anonymous)';
      add(functions, frame.url === '' ? name : `${name} ${place.file}:${frame.lineNumber + 1}`, time);
      add(modules, frame.url === '' ? name : place.module, time);
      total += time;
    }
  if (total === 0) return [`Nothing ran below src/${stage}.`, ''];
  return [
    ...[functions, modules].flatMap((times) => [...top(times, total), '']),
    `${(total / 1000).toFixed(0)} ms of all threads, idle time left out.`,
    '',
  ];
}

/**
 * Microseconds in each function itself, where `stage` is its file, its folder, or called it.
 * @param {Profile} one
 * @param {string | undefined} stage
 * @param {string} lib
 */
function selfTimes({ nodes, samples, timeDeltas }, stage, lib) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  /** @type {Map<number, boolean>} */
  const known = new Map();
  /** @type {(id: number) => boolean} */
  const isInside = (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const frame = byId.get(id)?.callFrame;
    const path = moduleOf(frame?.url ?? '', frame?.lineNumber ?? 0, lib).file;
    const parent = parents.get(id);
    const inside =
      stage === undefined ||
      path === `src/${stage}.ts` ||
      path.startsWith(`src/${stage}/`) ||
      (parent !== undefined && isInside(parent));
    known.set(id, inside);
    return inside;
  };
  /** @type {[Profile['nodes'][number]['callFrame'], number][]} */
  const times = [];
  for (const [index, id] of samples.entries()) {
    const frame = byId.get(id)?.callFrame;
    if (frame && frame.functionName !== '(idle)' && isInside(id)) times.push([frame, timeDeltas[index] ?? 0]);
  }
  return times;
}

/**
 * A source of ours by its path, a library by its name.
 * @param {string} url
 * @param {number} line
 * @param {string} lib
 */
function moduleOf(url, line, lib) {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  const library = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(.*)$/s.exec(path);
  if (library) return { module: library[1] ?? '', file: `${library[1]}/${library[2]}` };
  const file = path.startsWith(`${lib}/`) ? sourceAt(path, line) : path;
  return { module: file, file };
}

/** @type {Map<string, readonly (readonly [line: number, source: string])[]>} */
const regions = new Map();

/**
 * The source of a line of a compiled file, in which each source begins with its name.
 * @param {string} path
 * @param {number} line
 */
function sourceAt(path, line) {
  let known = regions.get(path);
  if (!known) {
    const lines = readFileSync(path, 'utf8').split('\n');
    known = lines.flatMap((text, index) => {
      const source = /^\/\/ (src\/\S+\.ts)$/.exec(text)?.[1];
      return source === undefined ? [] : [/** @type {const} */ ([index, source])];
    });
    regions.set(path, known);
  }
  return known.findLast(([start]) => start <= line)?.[1] ?? path;
}

/**
 * @param {Map<string, number>} times
 * @param {string} name
 * @param {number} time
 */
function add(times, name, time) {
  times.set(name, (times.get(name) ?? 0) + time);
}

/**
 * @param {ReadonlyMap<string, number>} times
 * @param {number} total
 */
function top(times, total) {
  const rows = [...times].toSorted(([, a], [, b]) => b - a).slice(0, 25);
  return table(
    ['self', 'ms', '%'],
    rows.map(([name, time]) => [name, (time / 1000).toFixed(0), ((time / total) * 100).toFixed(1)]),
  );
}
