import type { Report } from '../reporters.ts';
import type { Palette } from './paint.ts';
import { wrap } from './wrap.ts';

/** What a command has to tell, in lines. */
export function accountLines({ account }: Report, columns: number, paint: Palette): string[] {
  return (account?.lines ?? []).flatMap((line) =>
    wrap(
      line.map(({ text, paint: name }) => (name === undefined ? { text } : { text, paint: paint[name] })),
      columns,
      '  ',
    ),
  );
}
