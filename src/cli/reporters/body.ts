import { formatNumber } from '../../base/count.ts';
import { wrap } from './wrap.ts';
import type { Report, ReportLine, Palette } from '../../problems/report.ts';

/** Formats the lines of a report body. A line that starts with spaces keeps its indentation when it is wrapped. */
export function bodyLines({ body }: Report, columns: number, paint: Palette): string[] {
  return (body?.lines ?? []).flatMap((line) => {
    const margin = /^ */.exec(line[0]?.text ?? '')?.[0] ?? '';
    const spans = line.map(({ text, paint: name }) =>
      name === undefined ? { text } : { text, paint: paint[name] },
    );
    return wrap(spans, columns - margin.length, '  ').map((each) => (each === '' ? each : margin + each));
  });
}

/** The maximum number of lines of each kind. */
const most = 12;

/** Returns the first of `lines`, and a line with the number of the others if `count` is larger. */
export function firstLines(lines: readonly ReportLine[], count = lines.length): ReportLine[] {
  const more: ReportLine = [
    { text: `  … and ${formatNumber(count - most)} more; see --json`, paint: 'quiet' },
  ];
  return [...lines.slice(0, most), ...(count > most ? [more] : [])];
}
