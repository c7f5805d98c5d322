import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import { toCdcError } from './cdc-error.ts';
import type { CdcConfig } from './config.ts';
import type { CdcCursor } from './cursor.ts';
import { parseLsn } from './lsn.ts';
import { openSession, type TextRow } from './session.ts';

type Query = (text: string, values?: unknown[]) => Promise<TextRow[]>;

const SLOT = `SELECT plugin, database, database = current_database() AS is_ours, wal_status, active,
  confirmed_flush_lsn::text AS confirmed FROM pg_replication_slots WHERE slot_name = $1`;

export interface Slot {
  /** Confirmed so far: what lies before will not be sent again. */
  confirmed: string;
}

/** Cluster and history that the log belongs to. */
export async function identify(ctx: Ctx<CdcConfig>): Promise<{ systemId: string; timeline: string }> {
  const client = await openSession(ctx, true);
  try {
    const [row] = (await client.query<TextRow>('IDENTIFY_SYSTEM')).rows;
    return { systemId: row!.systemid!, timeline: row!.timeline! };
  } catch (error) {
    throw toCdcError(error, ctx.source);
  } finally {
    await client.end();
  }
}

async function findSlot(query: Query, slot: string): Promise<Slot | undefined> {
  const [row] = await query(SLOT, [slot]);
  if (!row) return undefined;
  if (row.plugin !== 'pgoutput' || row.is_ours !== 't')
    throw new ConnectorError(
      'config',
      `slot ${slot} is not ours: plugin ${row.plugin}, database ${row.database}; choose another "slot"`,
    );
  if (row.wal_status === 'lost') throw toDrift(slot, 'the server has removed log that was not read yet');
  return { confirmed: row.confirmed! };
}

function toDrift(slot: string, what: string): ConnectorError {
  return new ConnectorError(
    'drift',
    `slot ${slot}: ${what}. Changes are missing: reset the cursor of this dataset, so that the table is read anew`,
  );
}

/** Makes a slot, which begins at the place it gives back; everything committed before can be seen in the tables. */
async function createSlot(query: Query, slot: string): Promise<Slot> {
  const [row] = await query(
    `SELECT lsn::text AS lsn FROM pg_create_logical_replication_slot($1, 'pgoutput')`,
    [slot],
  );
  return { confirmed: row!.lsn! };
}

/**
 * The slot of a reader that has no cursor. With a table to be read one from earlier is worthless and is made anew: what
 * it holds back is in the table already. Without, it is gone on from where it was confirmed.
 */
export async function beginSlot(query: Query, slot: string, isTableRead: boolean): Promise<Slot> {
  const known = await findSlot(query, slot).catch((error) => {
    if (isTableRead && error instanceof ConnectorError && error.kind === 'drift') return { confirmed: '0/0' };
    throw error;
  });
  if (known && !isTableRead) return known;
  if (known) await query('SELECT pg_drop_replication_slot($1)', [slot]);
  return createSlot(query, slot);
}

/** Throws `drift` unless the log goes on, without a gap, from where the cursor stands. */
export async function resumeSlot(
  query: Query,
  slot: string,
  cursor: CdcCursor,
  system: { systemId: string; timeline: string },
): Promise<Slot> {
  if (cursor.systemId !== system.systemId)
    throw toDrift(slot, `this is another server (system ${system.systemId}, it was ${cursor.systemId})`);
  if (cursor.timeline !== system.timeline)
    throw toDrift(
      slot,
      `the server was promoted or restored (timeline ${system.timeline}, it was ${cursor.timeline})`,
    );
  if (cursor.slot !== slot) throw toDrift(slot, `the cursor is of slot ${cursor.slot}`);
  const found = await findSlot(query, slot);
  if (!found) throw toDrift(slot, 'it is gone');
  if (parseLsn(found.confirmed) > parseLsn(cursor.lsn))
    throw toDrift(slot, `it begins at ${found.confirmed}, after the last change here (${cursor.lsn})`);
  return found;
}
