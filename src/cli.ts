#!/usr/bin/env node
import { run } from './run.ts';
import { system } from './system.ts';

// Whoever reads may stop reading (`feedmill help | head`): that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), system());
