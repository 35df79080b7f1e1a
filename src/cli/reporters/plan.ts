import { formatNumber } from '../../base/count.ts';
import { readable } from './summary.ts';
import type { PlanSummary, Summary } from '../../problems/report.ts';

const kinds = [
  ['new', 'new'],
  ['updated', 'updated'],
  ['resurfaced', 'resurfaced'],
  ['removed', 'removed'],
  ['moved', 'moved (id kept)'],
  ['expired', 'expired'],
  ['scheduled', 'scheduled'],
] as const;

/** Returns the changes for subscribers in one line. Mentions expired articles only if there are any. */
export function planSentence({ counts }: Pick<PlanSummary, 'counts'>, next: Summary['next']): string {
  const parts = kinds
    .filter(([kind]) => kind !== 'expired' || counts.expired > 0)
    .map(([kind, words]) => `${formatNumber(counts[kind])} ${words}`);
  const when = next && `${next.what === 'expire' ? 'next to expire' : 'next'} ${readable(next.at)}`;
  return [parts.join(' · '), ...(when === undefined ? [] : [when])].join(', ');
}
