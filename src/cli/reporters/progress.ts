import type { Io } from '../../base/io.ts';
import { formatNumber } from '../../base/count.ts';
import { visibleText, width } from './width.ts';

/** Shows how far a run is. */
export interface ProgressBar {
  /** `done` of `total` steps of `stage` (`read`, `render`) are done. Cheap: call it for every article. */
  readonly update: (stage: string, done: number, total: number) => void;
  /** Removes the bar; nothing is shown afterwards. */
  readonly clear: () => void;
}

/** A run shorter than this many milliseconds needs no bar. */
const patience = 1000;
/** Milliseconds between two pictures: more often nobody sees. */
const pause = 80;
const widest = 40;
const labels: Readonly<Record<string, string>> = { read: 'Reading articles', render: 'Rendering articles' };
const erase = '\r\u001B[2K';

/** A bar on the last line of the terminal, where stderr is one, for runs of more than a second. */
export function progressBar({ stderr, env, clock }: Pick<Io, 'stderr' | 'env' | 'clock'>): ProgressBar {
  let due = clock() + patience;
  let drawn = false;
  let open = stderr.isTTY === true && env['TERM'] !== 'dumb';
  return {
    update(stage, done, total) {
      if (!open) return;
      const now = clock();
      if (now < due) return;
      due = now + pause;
      drawn = true;
      // One column stays free: a full line would wrap and could not be erased.
      stderr.write(
        erase + picture(labels[stage] ?? visibleText(stage), done, total, (stderr.columns ?? 80) - 1),
      );
    },
    clear() {
      if (drawn && open) stderr.write(erase);
      open = false;
    },
  };
}

function picture(stage: string, done: number, total: number, columns: number): string {
  const count = `${formatNumber(done)} of ${formatNumber(total)}`;
  const room = Math.min(columns - width(stage) - count.length - 4, widest);
  if (room < 5) return count.length <= columns ? count : '';
  const full = total > 0 ? Math.round((room * Math.min(done, total)) / total) : 0;
  return `${stage}  ${'━'.repeat(full)}${'─'.repeat(room - full)}  ${count}`;
}
