import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const settings = {
  home: 'pages: false\n',
  tags: 'pages: false\nfeeds: { by: [tag] }\n',
  pages: 'feeds: { by: [tag] }\n',
};

/** @type {import('../tools.mjs').Tool} */
export const feedmill = {
  name: 'feedmill',
  scenarios: ['cold', 'first', 'warm', 'article', 'tag', 'clone'],
  advice: 'run `npm run compile`',
  made: ['dist', '.feedmill'],
  kept: ['feedmill.lock'],
  version({ lib }) {
    try {
      return JSON.parse(readFileSync(join(lib, '../package.json'), 'utf8')).version;
    } catch {
      return undefined;
    }
  },
  prepare(site, kind) {
    mkdirSync(site, { recursive: true });
    writeFileSync(join(site, 'feedmill.yaml'), `url: https://example.com/\ntitle: Bench\n${settings[kind]}`);
  },
  command: (site, _kind, { lib, flags }) => [
    process.execPath,
    join(lib, 'cli.js'),
    'build',
    '--root',
    site,
    ...flags,
  ],
};

/**
 * Bytes of the largest cache file, which a build that has something to do reads; an estimate if Feedmill has no cache.
 * @param {string} site
 * @param {number} count the number of articles
 */
export function cacheSize(site, count) {
  const folder = join(site, '.feedmill');
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return Math.max(...files.map((name) => statSync(join(folder, name)).size));
  } catch {
    return count * 400;
  }
}
