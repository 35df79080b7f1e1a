import { counted, formatNumber } from '../base/count.ts';

/** How many articles are not published, by reason. */
export interface LeftOut {
  readonly drafts: number;
  readonly scheduled: number;
  readonly expired: number;
  readonly undated: number;
}

/** `2 drafts, 1 scheduled`; empty if nothing is left out. */
export function leftOutText({ drafts, scheduled, expired, undated }: LeftOut): string {
  const parts = [
    drafts > 0 ? counted(drafts, 'draft') : '',
    scheduled > 0 ? `${formatNumber(scheduled)} scheduled` : '',
    expired > 0 ? `${formatNumber(expired)} expired` : '',
    undated > 0 ? `${formatNumber(undated)} undated` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
