import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';
import { explain } from '../src/problem.ts';
import { workspace, write } from './workspace.ts';

test('x', async () => {
  const root = await workspace({ 'feedmill.config.mjs': "import './gone.mjs';\nexport default {\n  url: 'https://example.com/',\n  title 'x' };\n", 'b/feedmill.config.cjs': "module.exports = { url: 'https://example.com/', title: 'a' };" });
  console.log(await loadConfig({ root, flags: {} }));
  console.log((await loadConfig({ root: join(root, 'b'), flags: {} })).config?.title);
  await write(root, { 'b/feedmill.config.cjs': "module.exports = { url: 'https://example.com/', title: 'other' };" });
  console.log((await loadConfig({ root: join(root, 'b'), flags: {} })).config?.title);
});
