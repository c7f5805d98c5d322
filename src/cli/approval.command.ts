import type { Command } from 'commander';
import { decideApproval } from '../ingest/approvals.ts';
import { withStore } from './with-ingest.ts';

/** `hub approval`: what waits for a person, and the person's word on it. */
export function addApprovalCommands(program: Command): void {
  const approval = program.command('approval').description('việc chờ người duyệt / what waits for approval');

  approval
    .command('list')
    .option('--json', 'one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const { rows } = await withStore(({ pool }) =>
        pool.query<{
          id: string;
          kind: string;
          source: string;
          dataset: string;
          detail: Record<string, unknown>;
        }>(
          `SELECT id, kind, source, dataset, detail, asked_at FROM approval WHERE status = 'PENDING' ORDER BY asked_at`,
        ),
      );
      if (json) return void console.log(JSON.stringify({ version: 1, approvals: rows }));
      for (const { id, kind, source, dataset, detail } of rows)
        console.log(
          kind === 'REMOVALS'
            ? `${id}  ${source} → ${dataset}: ${detail.missing}/${detail.held} bản ghi không còn ở nguồn / records are gone at the source`
            : `${id}  ${source} → ${dataset}: cấu trúc đổi / shape changed: ${(detail.narrowing as string[]).join(', ')}`,
        );
    });

  for (const [verb, approve] of [
    ['approve', true],
    ['reject', false],
  ] as const)
    approval
      .command(`${verb} <id>`)
      .requiredOption('--by <name>', 'ai quyết định / who decides')
      .option('--note <text>')
      .action(async (id: string, { by, note }: { by: string; note?: string }) => {
        const decided = await withStore((store) =>
          decideApproval(store.pool, store.door, id, { approve, by, note }),
        );
        console.log(`${decided.status}${decided.removed ? ` · đã xoá / removed ${decided.removed}` : ''}`);
      });
}
