// A CPU profile of a build, and the functions and modules that took most of it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { edits } from './edits.mjs';
import { leftovers, prepareSites, remove } from './measurements.mjs';
import { table } from './report.mjs';
import { cases } from './tools.mjs';
import { feedmill } from './tools/feedmill.mjs';

/** @typedef {import('./options.mjs').Options} Options */

/**
 * @typedef {object} Profile as V8 writes it
 * @property {readonly { readonly id: number, readonly children?: readonly number[], readonly callFrame:
 *   { readonly functionName: string, readonly url: string, readonly lineNumber: number } }[]} nodes
 * @property {readonly number[]} samples
 * @property {readonly number[]} timeDeltas in microseconds
 */

/**
 * Profiles `what` (`home`, `markdown`, `home/markdown`) and returns lines to print.
 * @param {string} what
 * @param {Options} options
 * @param {import('./corpus.mjs').Material} material
 */
export function profile(what, options, material) {
  const [first, ...rest] = what.split('/');
  const named = cases.find((one) => one === first);
  const kind = named ?? 'pages';
  const room = named ? rest.join('/') : what;
  const scenario = options.scenarios.length === 1 ? (options.scenarios[0] ?? 'cold') : 'cold';
  const [size] = options.sizes;
  if (!size) return [];
  const every = { ...options, scenarios: [scenario], targets: false };
  const [site] = prepareSites(size, kind, [feedmill], every, material);
  if (!site) return [];
  const [program = '', ...args] = feedmill.command(site.root, kind, options);
  const without = leftovers(site.root, feedmill, scenario);
  if (without.length > 0) remove(options.dir, without);
  else execFileSync(program, args, { stdio: 'ignore' });
  edits[scenario](join(site.root, 'content'), size.count, 1);
  const folder = join(options.dir, `profile-${size.name}-${kind}-${scenario}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  execFileSync(program, ['--cpu-prof', '--cpu-prof-dir', folder, ...args], { stdio: 'ignore' });
  rmSync(site.root, { recursive: true });
  const profiles = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const where = room === '' ? '' : `, below src/${room}`;
  return [
    `# ${kind}, ${size.name} articles, ${scenario}${where}: ${profiles.length} thread(s)`,
    '',
    ...summarise(profiles, room, options.lib),
    `To see everything, open the files of ${folder} in the developer tools of a browser.`,
    '',
  ];
}

/**
 * @param {readonly Profile[]} profiles one for each thread
 * @param {string} room empty for everything
 * @param {string} lib
 */
function summarise(profiles, room, lib) {
  /** @type {Map<string, number>} */
  const functions = new Map();
  /** @type {Map<string, number>} */
  const modules = new Map();
  let total = 0;
  for (const one of profiles)
    for (const [frame, time] of selfTimes(one, room, lib)) {
      const place = moduleOf(frame.url, frame.lineNumber, lib);
      const name = frame.functionName || '(anonymous)';
      add(functions, frame.url === '' ? name : `${name} ${place.file}:${frame.lineNumber + 1}`, time);
      add(modules, frame.url === '' ? name : place.module, time);
      total += time;
    }
  if (total === 0) return [`No code below src/${room} ran.`, ''];
  return [
    ...[functions, modules].flatMap((times) => [...top(times, total), '']),
    `${(total / 1000).toFixed(0)} ms on all threads, without idle time.`,
    '',
  ];
}

/**
 * The microseconds that each function took itself, of the functions that are in `room` or were called from there.
 * @param {Profile} one
 * @param {string} room empty for everything
 * @param {string} lib
 */
function selfTimes({ nodes, samples, timeDeltas }, room, lib) {
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
      room === '' ||
      path === `src/${room}.ts` ||
      path.startsWith(`src/${room}/`) ||
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
 * The path of a source file of Feedmill, or the name of a library.
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
 * The source file of a line of a compiled file. A comment with its name precedes each one.
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
