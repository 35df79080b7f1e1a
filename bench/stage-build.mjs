// One build through the library, and the time of each stage as JSON. `node stage-build.mjs SITE LIB`
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [root = '.', lib = ''] = process.argv.slice(2);
/** @type {typeof import('../src/index.ts')} */
const { build, loadConfig, system } = await import(pathToFileURL(join(resolve(lib), 'index.js')).href);
/** @type {Map<string, number>} */
const stages = new Map();
const { holder, alive, sleep, now } = system();
const { config } = await loadConfig({ root: resolve(root), flags: {} });
if (!config) throw new Error(`There is no site in ${root}.`);
const options = {
  holder,
  alive,
  sleep,
  wait: 0,
  onWait: () => {},
  now: now(),
  write: true,
  /** @param {string} stage @param {number} milliseconds */
  timing(stage, milliseconds) {
    stages.set(stage, (stages.get(stage) ?? 0) + milliseconds);
  },
};
const { problems } = await build(config, options);
if (problems.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(problems[0]));
process.stdout.write(JSON.stringify([...stages]));
