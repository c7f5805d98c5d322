import type { RunTotals } from '../ingest/ledger.ts';
import type { Meter } from '../ingest/meter.ts';
import { toRead } from '../ingest/run-outcome.ts';

/** A line is written at most so often. */
const EVERY_MS = 200;

interface Options {
  out?: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;
  now?: () => number;
}

/**
 * How a run comes on: rows, rows per second, bytes, and the time that is left where the source says how much there is.
 * One line that is written over on a terminal, JSON lines elsewhere.
 */
export function createProgress(label: string, { out = process.stderr, now = Date.now }: Options = {}) {
  const began = now();
  let shown = Number.NEGATIVE_INFINITY;
  let isShown = false;

  const secondsLeft = (progress: Meter['progress']): number | undefined => {
    if (!progress || progress.total <= 0) return undefined;
    const elapsed = (now() - began) / 1000;
    if (progress.done <= 0 || elapsed <= 0) return undefined;
    return Math.round(((progress.total - progress.done) * elapsed) / progress.done);
  };

  return {
    page(totals: RunTotals, meter?: Meter): void {
      if (now() - shown < EVERY_MS) return;
      shown = now();
      isShown = true;
      const rows = toRead(totals);
      const perSecond = Math.round(rows / Math.max(0.001, (now() - began) / 1000));
      const left = secondsLeft(meter?.progress);
      const share =
        meter?.progress && meter.progress.total > 0 ? meter.progress.done / meter.progress.total : undefined;
      if (out.isTTY) {
        const parts = [
          `${rows} bản ghi / rows`,
          `${perSecond}/s`,
          meter ? toSize(meter.bytes) : undefined,
          share === undefined ? `${totals.pages} trang / pages` : `${Math.floor(share * 100)} %`,
          left === undefined ? undefined : `còn / left ${toClock(left)}`,
        ];
        // The rest of a longer line before it is wiped away.
        out.write(`\r${label}: ${parts.filter((part) => part !== undefined).join(', ')}\u001b[K`);
      } else
        out.write(
          `${JSON.stringify({
            progress: label,
            rows,
            rowsPerSecond: perSecond,
            pages: totals.pages,
            ...(meter ? { bytes: meter.bytes } : {}),
            ...(share === undefined ? {} : { share: Math.round(share * 1000) / 1000 }),
            ...(left === undefined ? {} : { secondsLeft: left }),
          })}\n`,
        );
    },
    end(): void {
      if (out.isTTY && isShown) out.write('\n');
    },
  };
}

function toSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
}

function toClock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
