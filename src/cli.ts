#!/usr/bin/env node
import module from 'node:module';
import { run } from './cli/run.ts';
import { system } from './cli/system.ts';

// What one run compiled, the next need not: Node 22.1 and newer keep it. Where it cannot be kept, or shall not be
// (NODE_DISABLE_COMPILE_CACHE), Node says so in an answer nobody needs and goes without.
const keepCompiled: unknown = Reflect.get(module, 'enableCompileCache');
if (typeof keepCompiled === 'function') keepCompiled();

// Whoever reads may stop reading (`feedmill help | head`): that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), system());
