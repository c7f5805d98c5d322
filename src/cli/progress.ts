import type { RunTotals } from '../ingest/ledger.ts';

/** Rows and rows per second as a run goes on: one line that is written over on a terminal, JSON lines elsewhere. */
export function createProgress(label: string, out: NodeJS.WriteStream = process.stderr) {
  const began = Date.now();
  let shown = 0;
  const toRows = (t: RunTotals) => t.inserted + t.updated + t.unchanged + t.deleted + t.quarantined;
  return {
    page(totals: RunTotals): void {
      if (Date.now() - shown < 200) return;
      shown = Date.now();
      const rows = toRows(totals);
      const perSecond = Math.round(rows / Math.max(0.001, (Date.now() - began) / 1000));
      if (out.isTTY)
        out.write(`\r${label}: ${rows} bản ghi / rows, ${perSecond}/s, ${totals.pages} trang / pages `);
      else
        out.write(
          `${JSON.stringify({ progress: label, rows, rowsPerSecond: perSecond, pages: totals.pages })}\n`,
        );
    },
    end(): void {
      if (out.isTTY && shown > 0) out.write('\n');
    },
  };
}
