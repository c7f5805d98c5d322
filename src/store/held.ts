import type pg from 'pg';
import type { Holding } from './holding.ts';
import type { RecordPage } from './page.ts';

/** The page as it has to be written: what is held still and came unchanged is left out, or all of it is judged. */
export async function settleHeld(
  client: pg.PoolClient,
  holding: Holding,
  page: RecordPage,
): Promise<RecordPage> {
  const { held } = page;
  if (!held) return page;
  if (!(await isRepeated(client, page)) && (await holding.holds(client, page.source, held))) return page;
  const { puts, deletes, removals, bads, snapshot } = await held.judge();
  return { ...page, puts, deletes, removals, bads, snapshot, held: undefined };
}

/** One record in the words from before and in others: which of them came last, only the whole page tells. */
async function isRepeated(client: pg.PoolClient, { held, puts }: RecordPage): Promise<boolean> {
  if (puts.length === 0) return false;
  const { rowCount } = await client.query(
    'SELECT 1 FROM unnest($1::text[]) AS h(id) JOIN unnest($2::text[]) AS p(id) USING (id) LIMIT 1',
    [held!.ids, puts.map((put) => put.record.id)],
  );
  return rowCount !== 0;
}
