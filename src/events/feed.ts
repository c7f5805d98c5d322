import pg from 'pg';
import type { EventItem } from './outbox.ts';

/** Place in the feed. `xid` first: ids are taken at insert but become visible at commit, in another order. */
export interface FeedCursor {
  xid: string;
  id: string;
}

export interface FeedEvent {
  cursor: FeedCursor;
  name: string;
  dataset: string;
  items: EventItem[];
  occurredAt: string;
}

/**
 * Events after a cursor, oldest first, only of transactions older than every one still running: nothing can
 * appear before what was returned, so no reader ever skips a late committer.
 */
export async function readFeed(pool: pg.Pool, after: FeedCursor, limit = 200): Promise<FeedEvent[]> {
  const { rows } = await pool.query<{
    xid: string;
    id: string;
    name: string;
    dataset: string;
    items: EventItem[];
    occurred_at: string;
  }>(
    // Sorted by the columns, not by the texts of the same names: '10' < '9'.
    `SELECT xid::text, id::text, name, dataset, items, occurred_at FROM event
     WHERE (xid, id) > ($1::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY event.xid, event.id LIMIT $3`,
    [after.xid, after.id, limit],
  );
  return rows.map((row) => ({
    cursor: { xid: row.xid, id: row.id },
    name: row.name,
    dataset: row.dataset,
    items: row.items,
    occurredAt: row.occurred_at,
  }));
}

/** The end of the feed as it is now: a reader that starts here sees every later commit. */
export async function feedEnd(pool: pg.Pool): Promise<FeedCursor> {
  const { rows } = await pool.query<{ xid: string }>(
    'SELECT (pg_snapshot_xmin(pg_current_snapshot()))::text AS xid',
  );
  // Everything of a transaction id below xmin is settled; at or above it is still to come. Ids start at 1.
  return { xid: String(BigInt(rows[0]!.xid) - 1n), id: '9223372036854775807' };
}

/** A session of its own that hears `NOTIFY hub_event`; calls back on each and after each reconnect. */
export async function listenForEvents(
  url: string,
  onWake: () => void,
  signal: AbortSignal,
): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined;
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    next.on('notification', onWake);
    next.on('error', () => undefined);
    next.on('end', () => {
      if (client === next && !signal.aborted) setTimeout(() => void retry(), 1_000);
    });
    await next.connect();
    client = next;
    await next.query('LISTEN hub_event');
    onWake();
  };
  const retry = async (): Promise<void> => {
    // The relay polls meanwhile, so a failed attempt costs latency, not events.
    await connect().catch(() => {
      if (!signal.aborted) setTimeout(() => void retry(), 1_000);
    });
  };
  await connect();
  return {
    close: async () => {
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
