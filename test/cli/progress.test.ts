import { expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';
import { emptyTotals } from '../../src/ingest/ledger.ts';

function capture(isTTY: boolean) {
  let text = '';
  let ms = 0;
  const out = {
    isTTY,
    write: (chunk: unknown) => {
      text += String(chunk);
      return true;
    },
  };
  const progress = createProgress('roads', { out: out as never, now: () => ms });
  return {
    progress,
    text: () => text,
    pass: (more: number) => {
      ms += more;
    },
  };
}

const totals = (inserted: number, pages: number) => ({ ...emptyTotals(), inserted, pages });

it('elsewhere than on a terminal: JSON lines with rows, speed, bytes and what is left', () => {
  const { progress, text, pass } = capture(false);
  pass(2_000);
  progress.page(totals(500, 1), { bytes: 40_000, progress: { done: 250, total: 1_000 } });
  pass(50);
  progress.page(totals(501, 2), { bytes: 40_001 });
  progress.end();
  expect(
    text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    {
      progress: 'roads',
      rows: 500,
      rowsPerSecond: 250,
      pages: 1,
      bytes: 40_000,
      share: 0.25,
      secondsLeft: 6,
    },
  ]);
});

it('on a terminal: one line that is written over; a source that does not know its size promises nothing', () => {
  const { progress, text, pass } = capture(true);
  pass(1_000);
  progress.page(totals(10, 1), { bytes: 1_234 });
  pass(1_000);
  progress.page(totals(20, 2), { bytes: 2_500_000, progress: { done: 1, total: 7_201 } });
  progress.end();
  const lines = text().split('\r');
  expect(lines[1]).toContain('10 bản ghi / rows, 10/s, 1.2 kB, 1 trang / pages');
  expect(lines[1]).not.toContain('left');
  expect(lines[2]).toContain('20 bản ghi / rows, 10/s, 2.5 MB, 0 %, còn / left 4:00:00');
  expect(text().match(/\n/g)).toHaveLength(1);
});
