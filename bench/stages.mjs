// Where the time of a build goes, as the library tells it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { clear, leftovers } from './lanes.mjs';
import { median } from './measure.mjs';
import { feedmill } from './tools/feedmill.mjs';

/**
 * Milliseconds of the main thread by stage, medians; no stage where this Feedmill does not tell them.
 * @typedef {{ readonly size: string, readonly kind: string, readonly scenario: string, readonly count: number,
 *   readonly stages: ReadonlyMap<string, number> }} StageTable
 */

/**
 * @param {import('./corpus.mjs').Size} size
 * @param {import('./tools.mjs').Case} kind
 * @param {string} root
 * @param {import('./options.mjs').Options} options
 * @returns {StageTable[]}
 */
export function measureStages(size, kind, root, options) {
  const tables = [];
  for (const scenario of options.scenarios.filter((one) => one === 'cold' || one === 'warm')) {
    /** @type {Map<string, number[]>} */
    const times = new Map();
    for (let round = 0; round < options.rounds; round++) {
      clear(options.dir, leftovers(root, feedmill, scenario));
      const told = stagesOf(root, options.lib);
      if (told.length === 0) return [];
      for (const [stage, time] of told) times.set(stage, [...(times.get(stage) ?? []), time]);
    }
    const stages = new Map([...times].map(([stage, all]) => [stage, median(all)]));
    tables.push({ size: size.name, kind, scenario, count: size.count, stages });
  }
  return tables;
}

/**
 * @param {string} root
 * @param {string} lib
 * @returns {readonly (readonly [string, number])[]}
 */
function stagesOf(root, lib) {
  const script = join(import.meta.dirname, 'stage-build.mjs');
  return JSON.parse(execFileSync(process.execPath, [script, root, lib], { encoding: 'utf8' }));
}
