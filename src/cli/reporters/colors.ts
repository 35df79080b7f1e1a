import { createRequire } from 'node:module';
import type * as library from 'picocolors';

type Paint = (text: string) => string;

/** The colours of a report, by what they mean. */
export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly good: Paint;
  readonly strong: Paint;
  readonly quiet: Paint;
  readonly code: Paint;
}

/** The palette, which paints nothing where there is no `color`. */
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

// Most reports are read by machines or kept in a log, and have no colours.
const require = createRequire(import.meta.url);

function loadLibrary(): typeof library {
  return require('picocolors');
}
