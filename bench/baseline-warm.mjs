// The least a warm build can do: it walks the folder, stats every article and parses a cache. `node baseline-warm.mjs CONTENT CACHE`
import { readFileSync, readdirSync, statSync } from 'node:fs';

const [content = '.', cache = ''] = process.argv.slice(2);
const entries = new Map(JSON.parse(readFileSync(cache, 'utf8')));
let known = 0;
/** @param {string} folder */
function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) walk(path);
    else if (entries.get(path)?.[0] === statSync(path).mtimeMs) known++;
  }
}
walk(content);
if (known === 0) throw new Error('The cache knows no article.');
