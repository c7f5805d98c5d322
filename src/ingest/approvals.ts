import type pg from 'pg';
import { Problem } from '../kernel/problem.ts';
import { INGEST_APPROVAL_UNKNOWN } from '../kernel/problems/ingest.ts';
import { landRetired } from '../store/landing.ts';
import { inTransaction } from '../store/transaction.ts';
import type { WriteDoor } from '../store/write-door.ts';

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
  door: Pick<WriteDoor, 'remove'>,
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
    if (approval.kind === 'REMOVALS' && decision.approve) {
      const { source, dataset } = approval;
      const { rows: asked } = await client.query<{ id: string }>(
        'SELECT id FROM approval_record WHERE approval::text = $1',
        [id],
      );
      const gone = await door.remove(
        client,
        dataset,
        source,
        asked.map((row) => row.id),
      );
      removed = gone.length;
      if (removed > 0) await landRetired(client, { source, dataset, run: id }, gone);
    }
    return { id, kind: approval.kind, status, removed };
  });
}
