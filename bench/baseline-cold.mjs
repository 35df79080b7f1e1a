// The least a cold build can do: it walks the folder, reads and hashes every article, and splits the lines of its front matter. It
// checks, renders and writes nothing. `node baseline-cold.mjs CONTENT`
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

const articles = [];
/** @param {string} folder */
function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) walk(path);
    else articles.push(read(path));
  }
}

/** @param {string} path */
function read(path) {
  const bytes = readFileSync(path);
  const hash = createHash('sha256').update(bytes).digest('base64url');
  const text = bytes.toString('utf8');
  const end = text.indexOf(`\n${text.slice(0, 3)}`, 3);
  const lines = text.slice(4, end).split('\n');
  const fields = lines.map((line) => [
    line.slice(0, line.indexOf(':')),
    line.slice(line.indexOf(':') + 1).trim(),
  ]);
  return { path, hash, ...Object.fromEntries(fields) };
}

walk(process.argv[2] ?? '.');
if (articles.length === 0) throw new Error('There are no articles.');
