import type { Command } from 'commander';
import type { RunTotals } from '../ingest/ledger.ts';
import { createProgress } from './progress.ts';
import { printPreview } from './source/print-preview.ts';
import { toCount } from './to-count.ts';
import { withIngest } from './with-ingest.ts';

interface SyncFlags {
  dataset?: string;
  dryRun?: boolean;
  since?: string;
  until?: string;
  limit?: string;
  json?: boolean;
}

/** `hub sync SOURCE`, `hub replay SOURCE`: one run now, from the command line. */
export function addSyncCommands(program: Command): void {
  program
    .command('sync <source>')
    .description('đồng bộ một nguồn ngay / sync a source now')
    .option('--dataset <name>', 'chỉ tập dữ liệu này / this dataset only')
    .option('--dry-run', 'xem trước, không ghi gì / show what would come, write nothing')
    .option(
      '--since <value>',
      'đọc lại từ mốc này, theo cách viết của nguồn / backfill from here, as the source prints it',
    )
    .option('--until <value>', 'đến trước mốc này / up to, not including')
    .option('--limit <rows>', 'dừng sau trang đạt số này / end after the page that reaches so many')
    .option('--json', 'one JSON object')
    .action(async (source: string, flags: SyncFlags) => {
      const limit = flags.limit === undefined ? undefined : toCount('--limit', flags.limit, program);
      if (flags.dryRun) {
        const previews = await withIngest(source, (ingest) =>
          ingest.preview(source, flags.dataset, limit ?? 20),
        );
        if (flags.json) console.log(JSON.stringify({ version: 1, previews }));
        else previews.forEach(printPreview);
        return;
      }
      const range =
        flags.since === undefined && flags.until === undefined
          ? undefined
          : {
              ...(flags.since === undefined ? {} : { from: flags.since }),
              ...(flags.until === undefined ? {} : { to: flags.until }),
            };
      const progress = createProgress(source);
      const totals = await withIngest(source, (ingest) =>
        ingest.sync(source, flags.dataset, {
          ...(range ? { range } : {}),
          ...(limit === undefined ? {} : { limit }),
          onPage: progress.page,
        }),
      );
      progress.end();
      printTotals(totals, flags.json);
    });

  program
    .command('replay <source>')
    .description('áp ánh xạ hiện tại lên dữ liệu đã nhận / run the present mapping over what was received')
    .option('--dataset <name>', 'chỉ tập dữ liệu này / this dataset only')
    .option('--since <instant>', 'nhận từ thời điểm này / received since, ISO 8601')
    .option('--json', 'one JSON object')
    .action(async (source: string, flags: SyncFlags) => {
      const progress = createProgress(source);
      const totals = await withIngest(source, (ingest) =>
        ingest.replay(source, flags.dataset, {
          ...(flags.since === undefined ? {} : { since: flags.since }),
          onPage: progress.page,
        }),
      );
      progress.end();
      printTotals(totals, flags.json);
    });
}

function printTotals(runs: RunTotals[], json: boolean | undefined): void {
  if (json) {
    console.log(JSON.stringify({ version: 1, runs }));
    return;
  }
  for (const t of runs)
    console.log(
      `mới/new ${t.inserted} · sửa/changed ${t.updated} · không đổi/unchanged ${t.unchanged} · xoá/removed ${t.deleted} · cách ly/quarantined ${t.quarantined}`,
    );
}
