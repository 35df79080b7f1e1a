import { counted, formatNumber } from '../base/count.ts';

/** The number of unpublished articles, by reason. */
export interface LeftOut {
  readonly drafts: number;
  readonly scheduled: number;
  readonly expired: number;
  readonly undated: number;
}

/** Formats the numbers, for example `2 drafts, 1 scheduled`. Returns an empty text if all are 0. */
export function leftOutText({ drafts, scheduled, expired, undated }: LeftOut): string {
  const parts = [
    drafts > 0 ? counted(drafts, 'draft') : '',
    scheduled > 0 ? `${formatNumber(scheduled)} scheduled` : '',
    expired > 0 ? `${formatNumber(expired)} expired` : '',
    undated > 0 ? `${formatNumber(undated)} undated` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
