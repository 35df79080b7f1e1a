import type { CommandFlags } from './command.ts';

/** A command that reads and makes a site. */
export type BuildName = 'build' | 'check';

/** A command and its flags. */
export interface PlainCommand {
  readonly command: BuildName;
  readonly flags: CommandFlags;
}

/**
 * The command line as it is typed most: `build` or `check`, and flags that are none of the config, each with its value
 * (`--root blog`). Nothing for every other line, right or wrong: commander reads and judges those.
 */
export function plainCommand([command, ...rest]: readonly string[]): PlainCommand | undefined {
  if (command !== 'build' && command !== 'check') return undefined;
  let flags: CommandFlags = { root: '.', cache: true, reporter: 'pretty' };
  for (let at = 0; at < rest.length; at++) {
    const alone = flagsAlone.get(rest[at] ?? '');
    const flag = alone ?? plainFlag(rest[at], rest[at + 1]);
    if (!flag) return undefined;
    flags = { ...flags, ...flag };
    if (!alone) at++;
  }
  return { command, flags };
}

const flagsAlone: ReadonlyMap<string, Partial<CommandFlags>> = new Map([
  ['--no-cache', { cache: false }],
  ['--frozen', { frozen: true }],
  ['--no-frozen', { frozen: false }],
  ['--accept', { accept: true }],
]);

function plainFlag(name?: string, value?: string): Partial<CommandFlags> | undefined {
  // What begins with a dash may be the next flag, and this one without its value.
  if (value === undefined || value.startsWith('-')) return undefined;
  if (name === '--root' || name === '-r') return { root: value };
  if (name === '--config' || name === '-c') return { config: value };
  if (name === '--now') return { now: value };
  if (name === '--report') return { report: value };
  if (name === '--threads') return { threads: threadCount(value) };
  if (name !== '--reporter') return undefined;
  return value === 'pretty' || value === 'json' || value === 'github' ? { reporter: value } : undefined;
}

/** A number of threads, or what it is not. */
export function threadCount(text: string): number | string {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : text;
}
