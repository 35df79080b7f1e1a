// What Feedmill promises itself about speed and memory.
import { median } from './meter.mjs';

/** @typedef {import('./measurements.mjs').Measurement} Measurement */
/** @typedef {'wall' | 'memory'} Figure */
/** @typedef {readonly [size: string, kind: string, tool: string, scenario: string]} Key */

/** @typedef {{ readonly what: string, readonly most: number, readonly figure: Figure, readonly of: Key, readonly to?: Key }} Target */

const size = '10000';
const large = '100000';

/** @type {readonly Target[]} */
const targets = [
  ...[
    { kind: 'home', wall: 0.4, memory: 0.5 },
    { kind: 'tags', wall: 0.6, memory: undefined },
    { kind: 'pages', wall: 0.85, memory: 0.3 },
  ].flatMap(({ kind, wall, memory }) => [
    toHugo(kind, 'cold', 'wall', wall),
    ...(memory === undefined ? [] : [toHugo(kind, 'cold', 'memory', memory)]),
  ]),
  ...['home', 'tags', 'pages'].flatMap((kind) => [
    toHugo(kind, 'warm', 'wall', 0.04, 'pages'),
    ratio(
      `${kind}, warm ÷ baseline`,
      1.5,
      [size, kind, 'feedmill', 'warm'],
      [size, kind, 'baseline', 'warm'],
    ),
    toHugo(kind, 'clone', 'wall', 0.08, 'pages'),
    ratio(
      `${kind}, one article changed ÷ warm`,
      1.3,
      [size, kind, 'feedmill', 'article'],
      [size, kind, 'feedmill', 'warm'],
    ),
  ]),
  ...[
    { scenario: 'cold', most: 11 },
    { scenario: 'warm', most: 12 },
  ].map(({ scenario, most }) =>
    ratio(
      `pages, ${scenario}: 100,000 ÷ 10,000 articles`,
      most,
      [large, 'pages', 'feedmill', scenario],
      [size, 'pages', 'feedmill', scenario],
    ),
  ),
  {
    what: 'pages, cold, 100,000 articles: memory',
    most: 600,
    figure: 'memory',
    of: [large, 'pages', 'feedmill', 'cold'],
  },
  ratio(
    'feedmill --version ÷ node -e 0',
    1.6,
    ['', 'start', 'feedmill --version', 'start'],
    ['', 'start', 'node -e 0', 'start'],
  ),
];

/**
 * `than` is the case that Hugo builds: the same one, or `pages`, which is its full build.
 * @param {string} kind
 * @param {string} scenario
 * @param {Figure} figure
 * @param {number} most
 * @param {string} than
 * @returns {Target}
 */
function toHugo(kind, scenario, figure, most, than = kind) {
  const base = than === kind ? 'Hugo' : 'Hugo with pages';
  const what = `${kind}, ${scenario} ÷ ${base}${figure === 'memory' ? ': memory' : ''}`;
  return { what, most, figure, of: [size, kind, 'feedmill', scenario], to: [size, than, 'hugo', 'cold'] };
}

/**
 * @param {string} what
 * @param {number} most
 * @param {Key} of
 * @param {Key} to
 * @returns {Target}
 */
function ratio(what, most, of, to) {
  return { what, most, figure: 'wall', of, to };
}

/**
 * Each target, the measured value, and whether it reaches the target; both `undefined` if it was not measured.
 * @param {readonly Measurement[]} measurements
 */
export function judge(measurements) {
  return targets.map(({ what, most, figure, of, to }) => {
    const [value, base] = [measured(measurements, of, figure), to ? measured(measurements, to, figure) : 1];
    const got = value === undefined || base === undefined ? undefined : value / base;
    return {
      what,
      most,
      unit: to ? '×' : ' MB',
      got,
      isReached: got === undefined ? undefined : got <= most,
    };
  });
}

/**
 * @param {readonly Measurement[]} measurements
 * @param {Key} key
 * @param {Figure} figure
 */
function measured(measurements, [of, kind, tool, scenario], figure) {
  const found = measurements.find(
    (one) => one.size === of && one.kind === kind && one.tool === tool && one.scenario === scenario,
  );
  const values = found?.figures.flatMap((one) => one[figure] ?? []) ?? [];
  return values.length === 0 ? undefined : median(values);
}
