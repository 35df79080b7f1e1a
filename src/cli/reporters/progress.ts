import type { Io } from '../../base/io.ts';
import { formatNumber } from '../../base/count.ts';
import { visibleText, width } from './width.ts';

/** Shows the progress of a run. */
export interface ProgressBar {
  /** Shows that `done` of `total` steps of `stage` (`read`, `render`) are finished. It is fast enough to call for every article. */
  readonly update: (stage: string, done: number, total: number) => void;
  /** Removes the progress bar permanently. */
  readonly clear: () => void;
}

/** The delay before the progress bar appears, in milliseconds. */
const patience = 1000;
/** The time between two updates of the progress bar, in milliseconds. */
const pause = 80;
const widest = 40;
const labels: Readonly<Record<string, string>> = { read: 'Reading articles', render: 'Rendering articles' };
const erase = '\r\u001B[2K';

/**
 * Creates a progress bar on the last line of the terminal, for runs that take longer than a second. Does nothing if stderr is not
 * a terminal.
 */
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
      // A line of full width would wrap and could not be erased.
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
