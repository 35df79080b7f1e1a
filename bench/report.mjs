// The results as tables in Markdown.
import { median } from './meter.mjs';
import { judge } from './targets.mjs';

/** @typedef {import('./measurements.mjs').Measurement} Measurement */

/** @type {Readonly<Record<string, string>>} */
const scenarioTexts = {
  cold: 'cold',
  first: 'first build, without a lock file',
  warm: 'nothing changed',
  clone: 'all files have new times',
  article: 'one article changed',
  tag: 'one tag added',
};

const kindTexts = {
  home: 'home feeds and the index',
  tags: 'feeds for each of 200 tags as well',
  pages: 'a page for each article as well',
  start: '',
};

/** How to read the tables. */
export const legend = [
  'Each value is the median of all rounds, with the lowest and the highest in brackets. In a round, every build runs once.',
  '',
  '- The articles are like real posts. Their blocks come from README and CHANGELOG files; how often each kind of block and each',
  '  form of front matter occurs, and how long articles are, was counted in 1,317 posts of 16 public blogs (`bench/article.mjs`).',
  '- `baseline` is a script that does the least a build can do. A cold one reads and hashes every article and splits the lines of',
  '  its front matter. A warm one stats every article and parses a cache of the same size as the cache of Feedmill.',
  '- Feedmill and `naive` write RSS, Atom and JSON for each feed. Hugo and Eleventy write RSS.',
  '- Feedmill highlights code on pages, and in no feed. Hugo highlights code where there are pages, and its feeds hold the same',
  '  HTML. Without pages, Hugo does not highlight. Eleventy and `naive` never do.',
  '- Hugo keeps HTML in Markdown and does not change quotation marks, as Feedmill does by default.',
  '- Eleventy and `naive` get front matter in TOML (6 % of the articles) as YAML, since they do not read TOML.',
  '',
];

/**
 * A table for each case and size: medians with the lowest and highest value in brackets, and ratios to Hugo if it ran.
 * @param {readonly Measurement[]} measurements
 */
export function measurementTables(measurements) {
  const keys = new Set(measurements.map(({ size, kind }) => `${size} ${kind}`));
  return [...keys].flatMap((key) => {
    const group = measurements.filter(({ size, kind }) => `${size} ${kind}` === key);
    const [first] = group;
    if (!first) return [];
    const base = group.find(({ tool }) => tool === 'hugo' || tool === 'node -e 0');
    const ratios = base ? [`wall ÷ ${base.tool}`, `CPU ÷ ${base.tool}`, `memory ÷ ${base.tool}`] : [];
    const rows = group.map((one) => [
      [one.tool, scenarioTexts[one.scenario]].filter(Boolean).join(', '),
      spread(values(one, 'wall'), duration),
      spread(values(one, 'cpu'), duration),
      spread(values(one, 'memory'), (megabytes) => `${megabytes.toFixed(0)} MB`),
      ...(base ? [ratio(one, base, 'wall'), ratio(one, base, 'cpu'), ratio(one, base, 'memory')] : []),
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
  return ['## Stages: microseconds per article on the main thread', '', ...table(['', ...heads], rows), ''];
}

/** @param {readonly Measurement[]} measurements */
export function targetTable(measurements) {
  const rows = judge(measurements).map(({ what, most, unit, got, isReached }) => [
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
 * @param {Measurement} measurement
 * @param {keyof import('./meter.mjs').Figures} figure
 */
function values({ figures }, figure) {
  return figures.flatMap((one) => one[figure] ?? []).filter((one) => !Number.isNaN(one));
}

/**
 * @param {Measurement} measurement
 * @param {Measurement} base
 * @param {keyof import('./meter.mjs').Figures} figure
 */
function ratio(measurement, base, figure) {
  const [above, below] = [values(measurement, figure), values(base, figure)];
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
  return `${Number(count).toLocaleString('en')} articles, median ${kilobytes} KB`;
}

/** @param {readonly string[]} cells */
function line(cells) {
  return `| ${cells.join(' | ')} |`;
}
