// `npm run bench -- --help`
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clear, prepareSites, runRounds, startLanes, sweep } from './lanes.mjs';
import { describeMachine } from './machine.mjs';
import { createMeter } from './measure.mjs';
import { help, readOptions } from './options.mjs';
import { profile } from './profile.mjs';
import { laneTables, legend, stageTables, targetTable } from './report.mjs';
import { measureStages } from './stages.mjs';
import { findTools } from './tools.mjs';

/** @param {string} text */
const print = (text) => process.stdout.write(`${text}\n`);
/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`);

/** @param {import('./options.mjs').Options} options */
async function measure(options) {
  const { tools, missing } = findTools(options);
  for (const { name, advice } of missing) say(`${name} is not here: ${advice}.`);
  if (!tools.some(({ tool }) => tool.name === 'feedmill')) return 2;
  const meter = createMeter();
  const lines = ['# Measured', '', ...describeMachine(tools, meter.how), ''];
  const lanes = startLanes(options);
  await runRounds(lanes, options.rounds * 4, meter, () => {});
  const stages = [];
  for (const kind of options.cases) {
    const rows = tools.map(({ tool }) => tool);
    const sites = options.sizes.flatMap((size) =>
      prepareSites(size, kind, rows, options).map((site) => ({ ...site, size })),
    );
    try {
      for (const { prime, root } of sites) if (prime) await meter.run(prime, root);
      const here = sites.flatMap((site) => site.lanes);
      await runRounds(here, options.rounds, meter, say);
      lanes.push(...here);
      for (const { root, size, lanes: own } of sites)
        if (own.some(({ tool }) => tool === 'feedmill'))
          stages.push(...measureStages(size, kind, root, options));
    } finally {
      clear(
        options.dir,
        sites.map(({ root }) => root),
      );
    }
  }
  lines.push(...laneTables(lanes), ...legend, ...stageTables(stages));
  if (options.targets) lines.push(...targetTable(lanes));
  const text = lines.join('\n');
  if (options.write) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), text);
  else print(text);
  return 0;
}

const options = readOptions(process.argv.slice(2));
if (options === 'help') print(help);
else if ('mistake' in options) {
  say(options.mistake);
  process.exitCode = 2;
} else {
  mkdirSync(options.dir, { recursive: true });
  try {
    if (options.profile === undefined) process.exitCode = await measure(options);
    else print(profile(options.profile, options).join('\n'));
  } finally {
    sweep(options.dir);
  }
}
