import pc from 'picocolors';

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
  const colors = pc.createColors(color);
  return {
    error: (text) => colors.bold(colors.red(text)),
    warning: (text) => colors.bold(colors.yellow(text)),
    good: (text) => colors.bold(colors.green(text)),
    strong: colors.bold,
    quiet: colors.dim,
    code: colors.cyan,
  };
}
