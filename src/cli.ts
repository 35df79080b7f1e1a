#!/usr/bin/env node
import module from 'node:module';
import { run } from './cli/run.ts';
import { system } from './cli/system.ts';

// Node 22.1 and newer can cache compiled code between runs. If Node cannot or must not cache it
// (NODE_DISABLE_COMPILE_CACHE), it returns a status, which this ignores.
const keepCompiled: unknown = Reflect.get(module, 'enableCompileCache');
if (typeof keepCompiled === 'function') keepCompiled();

// The reader of the output can close the pipe early (`feedmill help | head`). That is not an error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), system());
