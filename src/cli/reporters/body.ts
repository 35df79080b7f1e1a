import { formatNumber } from '../../base/count.ts';
import { wrap } from './wrap.ts';
import type { Report, ReportLine, Palette } from '../../problems/report.ts';

/** The lines of a report body. A line that starts with spaces keeps that indentation when it is wrapped. */
export function bodyLines({ body }: Report, columns: number, paint: Palette): string[] {
  return (body?.lines ?? []).flatMap((line) => {
    const margin = /^ */.exec(line[0]?.text ?? '')?.[0] ?? '';
    const spans = line.map(({ text, paint: name }) =>
      name === undefined ? { text } : { text, paint: paint[name] },
    );
    return wrap(spans, columns - margin.length, '  ').map((each) => (each === '' ? each : margin + each));
  });
}

/** More lines of one kind nobody reads. */
const most = 12;

/** The first of `lines`, and how many of `count` are not shown. */
export function firstLines(lines: readonly ReportLine[], count = lines.length): ReportLine[] {
  const more: ReportLine = [
    { text: `  … and ${formatNumber(count - most)} more; see --json`, paint: 'quiet' },
  ];
  return [...lines.slice(0, most), ...(count > most ? [more] : [])];
}
