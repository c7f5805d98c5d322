import type pg from 'pg';
import { insertEvents } from '../events/outbox.ts';
import { Problem } from '../kernel/problem.ts';
import { INGEST_APPROVAL_UNKNOWN } from '../kernel/problems/ingest.ts';
import type { Dataset } from '../store/dataset.ts';
import { landRetired } from '../store/landing.ts';
import { quoteName, type Table } from '../store/table.ts';
import { inTransaction } from '../store/transaction.ts';

export interface ApprovalDecision {
  approve: boolean;
  /** Who decides: a name that somebody can be asked by. */
  by: string;
  note?: string | undefined;
}

export interface DecidedApproval {
  id: string;
  kind: string;
  status: 'APPROVED' | 'REJECTED';
  /** Records that went, when removals were approved. */
  removed: number;
}

/**
 * A person's word on a pending question. Approved removals happen here and now, in the transaction of the decision;
 * an approved change of shape is taken up by the dataset's next run.
 */
export async function decideApproval(
  pool: pg.Pool,
  tableOf: (dataset: string) => { dataset: Dataset; table: Table } | undefined,
  id: string,
  decision: ApprovalDecision,
): Promise<DecidedApproval> {
  return inTransaction(pool, async (client) => {
    const status = decision.approve ? 'APPROVED' : 'REJECTED';
    const { rows } = await client.query<{ source: string; dataset: string; kind: string }>(
      `UPDATE approval SET status = $2, decided_at = now(), decided_by = $3, note = $4
       WHERE id::text = $1 AND status = 'PENDING' RETURNING source, dataset, kind`,
      [id, status, decision.by, decision.note ?? null],
    );
    const [approval] = rows;
    if (!approval) throw new Problem(INGEST_APPROVAL_UNKNOWN, { approval: id });
    let removed = 0;
    const found = tableOf(approval.dataset);
    if (approval.kind === 'REMOVALS' && decision.approve && found) {
      const gone = await client.query<{ id: string }>(
        `DELETE FROM ${quoteName(found.table.name)} t USING approval_record r
         WHERE r.approval::text = $1 AND r.id = t.id AND t._source = $2 RETURNING t.id`,
        [id, approval.source],
      );
      removed = gone.rows.length;
      const ids = gone.rows.map((row) => row.id);
      const { source, dataset } = approval;
      if (removed > 0) await landRetired(client, { source, dataset, run: id }, ids);
      if (found.dataset.event !== undefined)
        await insertEvents(
          client,
          found.dataset.event,
          found.dataset.name,
          ids.map((gone) => ({ id: gone, op: 'deleted' as const })),
        );
    }
    return { id, kind: approval.kind, status, removed };
  });
}
