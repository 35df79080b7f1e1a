// Builds a site through the library and prints the time of each stage as JSON. `node stage-build.mjs SITE LIB`
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [root = '.', lib = ''] = process.argv.slice(2);
/** @type {typeof import('../src/index.ts')} */
const { build, loadConfig, system } = await import(pathToFileURL(join(resolve(lib), 'index.js')).href);
/** @type {Map<string, number>} */
const stages = new Map();
const { clock, threads } = system();
const { config } = await loadConfig({ root });
if (!config) throw new Error(`There is no valid config in ${root}.`);
let running = '';
let since = 0;
const { problems } = await build(config, {
  ...(threads !== undefined && { threads }),
  wait: 0,
  onStage(name) {
    if (running !== '') stages.set(running, (stages.get(running) ?? 0) + clock() - since);
    [running, since] = [name, clock()];
  },
});
if (problems.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(problems[0]));
process.stdout.write(JSON.stringify([...stages]));
