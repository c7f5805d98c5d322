import type pg from 'pg';

/** A person leaves refused records at that. Gives how many were open; those that are settled stay as they are. */
export async function discardEntries(
  pool: pg.Pool,
  ids: readonly string[],
  decision: { by: string; note: string },
): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE quarantine SET status = 'DISCARDED', decided_at = now(), decided_by = $2, note = $3
     WHERE id = ANY($1::bigint[]) AND status = 'OPEN'`,
    [ids, decision.by, decision.note],
  );
  return rowCount ?? 0;
}
