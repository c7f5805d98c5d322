import type { Command } from 'commander';
import { discardEntries } from '../ingest/discard.ts';
import { withStore } from './with-ingest.ts';

interface ListFlags {
  source?: string;
  dataset?: string;
  reason?: string;
  raw?: boolean;
  limit: string;
  json?: boolean;
}

/** `hub quarantine`: what was refused and why, by count and one by one. */
export function addQuarantineCommands(program: Command): void {
  const quarantine = program.command('quarantine').description('bản ghi bị cách ly / refused records');

  quarantine
    .command('counts')
    .description('đếm theo lý do / counts by reason')
    .option('--json', 'one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const { rows } = await withStore(({ pool }) =>
        pool.query<Record<string, string | number | null>>(
          `SELECT source, dataset, reason, field, count(*) AS records, max(last_seen_at) AS last_seen_at
           FROM quarantine WHERE status = 'OPEN' GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC`,
        ),
      );
      if (json) return void console.log(JSON.stringify({ version: 1, counts: rows }));
      for (const r of rows)
        console.log(
          `${String(r.records).padStart(8)}  ${r.source} → ${r.dataset}  ${r.reason}  ${r.field ?? ''}`,
        );
    });

  quarantine
    .command('list')
    .description('từng bản ghi / one by one')
    .option('--source <name>')
    .option('--dataset <name>')
    .option('--reason <code>')
    .option(
      '--raw',
      'cả nội dung gốc, có thể chứa dữ liệu cá nhân / what was sent too; may hold personal data',
    )
    .option('--limit <n>', 'default 50', '50')
    .option('--json', 'one JSON object')
    .action(async (flags: ListFlags) => {
      const { rows } = await withStore(({ pool }) =>
        pool.query<Record<string, string | null>>(
          `SELECT id::text AS id, source, dataset, reason, field, message, src_uri, src_pos, last_seen_at, times_seen
             ${flags.raw ? ', raw' : ''}
           FROM quarantine WHERE status = 'OPEN' AND ($1::text IS NULL OR source = $1)
             AND ($2::text IS NULL OR dataset = $2) AND ($3::text IS NULL OR reason = $3)
           ORDER BY quarantine.id DESC LIMIT $4`,
          [flags.source ?? null, flags.dataset ?? null, flags.reason ?? null, Number(flags.limit)],
        ),
      );
      if (flags.json) return void console.log(JSON.stringify({ version: 1, records: rows }));
      for (const r of rows) {
        console.log(
          `#${r.id} ${r.source} → ${r.dataset}  ${r.reason}${r.field ? ` ${r.field}` : ''}: ${r.message}`,
        );
        console.log(`    ${r.src_uri ?? '?'} ${r.src_pos ?? ''}  ×${r.times_seen}  ${r.last_seen_at}`);
        if (r.raw) console.log(`    ${r.raw}`);
      }
    });

  quarantine
    .command('discard <ids...>')
    .description('bỏ qua, ghi rõ ai và vì sao / leave it at that, with a name and a reason')
    .requiredOption('--by <name>', 'ai quyết định / who decides')
    .requiredOption('--note <text>', 'vì sao / why')
    .action(async (ids: string[], { by, note }: { by: string; note: string }) => {
      const wrong = ids.find((id) => !/^#?\d+$/.test(id));
      if (wrong) program.error(`"${wrong}" is no number of a refused record`);
      const discarded = await withStore(({ pool }) =>
        discardEntries(
          pool,
          ids.map((id) => id.replace('#', '')),
          { by, note },
        ),
      );
      console.log(`đã bỏ qua / discarded: ${discarded}/${ids.length}`);
      process.exitCode = discarded === ids.length ? 0 : 1;
    });
}
