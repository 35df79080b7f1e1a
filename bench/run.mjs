// `npm run bench -- --help`
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMaterial } from './corpus.mjs';
import { describeRun } from './machine.mjs';
import { deleteRemoved, prepareSites, remove, runRounds, startMeasurements } from './measurements.mjs';
import { createMeter } from './meter.mjs';
import { help, readOptions } from './options.mjs';
import { profile } from './profile.mjs';
import { legend, measurementTables, stageTables, targetTable } from './report.mjs';
import { measureStages } from './stages.mjs';
import { findTools } from './tools.mjs';

/** @param {string} text */
const print = (text) => process.stdout.write(`${text}\n`);
/** @param {string} text */
const printError = (text) => process.stderr.write(`${text}\n`);

/**
 * @param {import('./options.mjs').Options} options
 * @param {import('./corpus.mjs').Material} material
 */
async function measure(options, material) {
  const { tools, missing } = findTools(options);
  for (const { name, advice } of missing) printError(`${name} is not installed: ${advice}.`);
  if (!tools.some(({ tool }) => tool.name === 'feedmill')) return 2;
  const meter = createMeter();
  const lines = ['# Benchmark results', '', ...describeRun(tools, material, meter.how), ''];
  const measurements = startMeasurements(options);
  await runRounds(measurements, options.rounds * 4, meter, () => {});
  const stages = [];
  for (const kind of options.cases) {
    const rows = tools.map(({ tool }) => tool);
    const sites = options.sizes.flatMap((size) =>
      prepareSites(size, kind, rows, options, material).map((site) => ({ ...site, size })),
    );
    try {
      for (const { prime, root } of sites) if (prime) await meter.run(prime, root);
      const here = sites.flatMap((site) => site.measurements);
      await runRounds(here, options.rounds, meter, printError);
      measurements.push(...here);
      for (const { root, size, measurements: own } of sites)
        if (own.some(({ tool }) => tool === 'feedmill'))
          stages.push(...measureStages(size, kind, root, options));
    } finally {
      const roots = sites.map(({ root }) => root);
      remove(options.dir, roots);
    }
  }
  lines.push(...measurementTables(measurements), ...legend, ...stageTables(stages));
  if (options.targets) lines.push(...targetTable(measurements));
  const text = lines.join('\n');
  if (options.write) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), text);
  else print(text);
  return 0;
}

/** @param {import('./options.mjs').Options} options */
async function run(options) {
  const material = readMaterial(options.markdown);
  if ('mistake' in material) {
    printError(material.mistake);
    return 2;
  }
  mkdirSync(options.dir, { recursive: true });
  try {
    if (options.profile === undefined) return await measure(options, material);
    print(profile(options.profile, options, material).join('\n'));
    return 0;
  } finally {
    deleteRemoved(options.dir);
  }
}

const options = readOptions(process.argv.slice(2));
if (options === 'help') print(help);
else if ('mistake' in options) {
  printError(options.mistake);
  process.exitCode = 2;
} else process.exitCode = await run(options);
