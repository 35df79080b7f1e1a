import type { Report } from '../reporters.ts';
import type { Palette } from './colors.ts';
import { wrap } from './wrap.ts';

/** What a command has to tell, in lines; one that begins with blanks stands in as far, with all that it is broken into. */
export function accountLines({ account }: Report, columns: number, paint: Palette): string[] {
  return (account?.lines ?? []).flatMap((line) => {
    const margin = /^ */.exec(line[0]?.text ?? '')?.[0] ?? '';
    const spans = line.map(({ text, paint: name }) =>
      name === undefined ? { text } : { text, paint: paint[name] },
    );
    return wrap(spans, columns - margin.length, '  ').map((each) => (each === '' ? each : margin + each));
  });
}
