// The time of a build by stage, as the library reports it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { leftovers, remove } from './measurements.mjs';
import { median } from './meter.mjs';
import { feedmill } from './tools/feedmill.mjs';

/**
 * Medians of the milliseconds of the main thread by stage.
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
      remove(options.dir, leftovers(root, feedmill, scenario));
      for (const [stage, time] of stagesOf(root, options.lib))
        times.set(stage, [...(times.get(stage) ?? []), time]);
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
