import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** @type {import('../tools.mjs').Tool} */
export const naive = {
  name: 'naive',
  scenarios: ['cold'],
  advice: 'it is bench/blog.mjs',
  readsToml: false,
  made: ['dist'],
  version: () => 'bench/blog.mjs',
  prepare(site) {
    mkdirSync(site, { recursive: true });
  },
  command: (site, kind) => [process.execPath, join(import.meta.dirname, '../blog.mjs'), site, kind],
};
