// The figures as tables in Markdown.
import { median } from './measure.mjs';
import { judge } from './targets.mjs';

/** @typedef {import('./lanes.mjs').Lane} Lane */

/** @type {Readonly<Record<string, string>>} */
const scenarioTexts = {
  cold: 'cold',
  first: 'cold, without a lock',
  warm: 'nothing changed',
  clone: 'all files have new times',
  article: 'one article changed',
  tag: 'one tag added',
};

const kindTexts = {
  home: 'home feeds and the index',
  tags: 'and a feed for each of 200 tags',
  pages: 'and a page for each article',
  start: '',
};

/** What the tables do not say by themselves. */
export const legend = [
  'Medians of rounds in turn; in brackets the lowest and the highest. `floor` is a bare script that walks, stats every',
  'article and parses a JSON cache as large as Feedmill’s (400 bytes for each article where Feedmill keeps none); cold, one that',
  'reads and hashes every article and takes the lines of its front matter apart: nothing is checked, rendered or written.',
  'Feedmill writes RSS, Atom and JSON with every feed, as `naive` does; Hugo and Eleventy write RSS.',
  '',
];

/**
 * A table for each case of each size: medians, in brackets the lowest and the highest; ratios to Hugo where it ran.
 * @param {readonly Lane[]} lanes
 */
export function laneTables(lanes) {
  const keys = new Set(lanes.map(({ size, kind }) => `${size} ${kind}`));
  return [...keys].flatMap((key) => {
    const group = lanes.filter(({ size, kind }) => `${size} ${kind}` === key);
    const [first] = group;
    if (!first) return [];
    const base = group.find(({ tool }) => tool === 'hugo' || tool === 'node -e 0');
    const ratios = base ? [`wall ÷ ${base.tool}`, `CPU ÷ ${base.tool}`, `memory ÷ ${base.tool}`] : [];
    const rows = group.map((lane) => [
      [lane.tool, scenarioTexts[lane.scenario]].filter(Boolean).join(', '),
      spread(values(lane, 'wall'), duration),
      spread(values(lane, 'cpu'), duration),
      spread(values(lane, 'memory'), (megabytes) => `${megabytes.toFixed(0)} MB`),
      ...(base ? [over(lane, base, 'wall'), over(lane, base, 'cpu'), over(lane, base, 'memory')] : []),
    ]);
    const title = first.kind === 'start' ? 'Start' : `${describeSize(first.size)}: ${kindTexts[first.kind]}`;
    return [`## ${title}`, '', ...table(['', 'wall', 'CPU', 'memory', ...ratios], rows), ''];
  });
}

/**
 * @param {readonly import('./stages.mjs').StageTable[]} tables
 */
export function stageTables(tables) {
  const names = [...new Set(tables.flatMap(({ stages }) => [...stages.keys()]))];
  if (names.length === 0) return [];
  const heads = tables.map(({ size, kind, scenario }) => `${kind}, ${size}, ${scenario}`);
  const rows = names.map((name) => [
    name,
    ...tables.map(({ stages, count }) => (((stages.get(name) ?? 0) * 1000) / count).toFixed(1)),
  ]);
  return ['## Stages: µs for each article, main thread', '', ...table(['', ...heads], rows), ''];
}

/** @param {readonly Lane[]} lanes */
export function targetTable(lanes) {
  const rows = judge(lanes).map(({ what, most, unit, got, isReached }) => [
    what,
    `${most}${unit}`,
    got === undefined ? 'not measured' : `${got.toFixed(unit === '×' ? 3 : 0)}${unit}`,
    isReached === undefined ? '' : isReached ? 'yes' : '**no**',
  ]);
  return ['## Targets', '', ...table(['', 'at most', 'measured', 'reached'], rows), ''];
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)];
}

/**
 * @param {Lane} lane
 * @param {keyof import('./measure.mjs').Figures} figure
 */
function values({ figures }, figure) {
  return figures.flatMap((one) => one[figure] ?? []).filter((one) => !Number.isNaN(one));
}

/**
 * @param {Lane} lane
 * @param {Lane} base
 * @param {keyof import('./measure.mjs').Figures} figure
 */
function over(lane, base, figure) {
  const [above, below] = [values(lane, figure), values(base, figure)];
  return above.length === 0 || below.length === 0 ? '' : `${(median(above) / median(below)).toFixed(3)}×`;
}

/**
 * @param {readonly number[]} all
 * @param {(value: number) => string} show
 */
function spread(all, show) {
  if (all.length === 0) return '';
  const middle = show(median(all));
  return all.length === 1 ? middle : `${middle} (${show(Math.min(...all))}–${show(Math.max(...all))})`;
}

/** @param {number} milliseconds */
function duration(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** @param {string} name */
function describeSize(name) {
  const [count, kilobytes = '4.5'] = name.split('x');
  return `${Number(count).toLocaleString('en')} articles of ${kilobytes} KB`;
}

/** @param {readonly string[]} cells */
function line(cells) {
  return `| ${cells.join(' | ')} |`;
}
