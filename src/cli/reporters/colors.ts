import { createRequire } from 'node:module';
import type * as library from 'picocolors';
import type { Palette, Paint } from '../../problems/report.ts';

/** Returns the palette. Without `color`, it leaves text unchanged. */
export function palette(color: boolean): Palette {
  if (!color) return unpainted;
  const colors = loadLibrary().createColors(true);
  return {
    error: (text) => colors.bold(colors.red(text)),
    warning: (text) => colors.bold(colors.yellow(text)),
    good: (text) => colors.bold(colors.green(text)),
    strong: colors.bold,
    quiet: colors.dim,
    code: colors.cyan,
  };
}

const plain: Paint = (text) => text;
const unpainted: Palette = {
  error: plain,
  warning: plain,
  good: plain,
  strong: plain,
  quiet: plain,
  code: plain,
};

// Loaded on demand, because most reports go to programs or logs and need no colours.
const require = createRequire(import.meta.url);

function loadLibrary(): typeof library {
  return require('picocolors');
}
