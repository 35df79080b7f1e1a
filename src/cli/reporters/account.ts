import { wrap } from './wrap.ts';
import type { Report, Palette } from '../../problems/report.ts';

/** The lines of a report body. A line that starts with spaces keeps that indentation when it is wrapped. */
export function bodyLines({ account }: Report, columns: number, paint: Palette): string[] {
  return (account?.lines ?? []).flatMap((line) => {
    const margin = /^ */.exec(line[0]?.text ?? '')?.[0] ?? '';
    const spans = line.map(({ text, paint: name }) =>
      name === undefined ? { text } : { text, paint: paint[name] },
    );
    return wrap(spans, columns - margin.length, '  ').map((each) => (each === '' ? each : margin + each));
  });
}
