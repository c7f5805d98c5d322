import { ConnectorError, type Ctx, type Page, type ReadRequest, wait } from '../../src/sdk/index.ts';
import { createAcks } from './acks.ts';
import { toCdcError } from './cdc-error.ts';
import { type CdcConfig, type CdcDataset, slotOf } from './config.ts';
import { type CdcCursor, toCursor, toJson } from './cursor.ts';
import { followLog, type Position } from './follow.ts';
import { parseLsn, printLsn } from './lsn.ts';
import { withSession } from './session.ts';
import { beginSlot, identify, resumeSlot } from './slot.ts';
import { readTable } from './snapshot.ts';
import { assertPublished, describeTable, type Table } from './table.ts';
import { createToChanges } from './to-change.ts';

/** Attempts to reconnect without a single message in between, and the longest pause between two. */
const MOST_ATTEMPTS = 10;
const LONGEST_PAUSE_MS = 5_000;

/** Where the cursor stands, checked against the server; or a new beginning. */
async function begin(ctx: Ctx<CdcConfig>, dataset: CdcDataset, cursor: CdcCursor | null) {
  const { config } = ctx;
  const slot = slotOf(config, dataset);
  const system = await identify(ctx);
  return withSession(ctx, async (query) => {
    const table = await describeTable(query, dataset);
    await assertPublished(query, config, table);
    if (cursor)
      return { table, cursor, confirmed: (await resumeSlot(query, slot, cursor, system)).confirmed };
    const isTableRead = config.snapshot === 'initial';
    const { confirmed } = await beginSlot(query, slot, isTableRead);
    const first: CdcCursor = {
      lsn: confirmed,
      ...system,
      slot,
      point: confirmed,
      partial: null,
      snapshotAfter: null,
      inSnapshot: isTableRead,
    };
    return { table, cursor: first, confirmed };
  });
}

/** `begin`, again while the slot is still held by a connection of ours that was cut: the server needs a moment. */
async function beginPatiently(ctx: Ctx<CdcConfig>, dataset: CdcDataset, cursor: CdcCursor | null) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await begin(ctx, dataset, cursor);
    } catch (error) {
      const isBusy = error instanceof ConnectorError && /SQLSTATE 55006/.test(error.message);
      if (!isBusy || attempt === MOST_ATTEMPTS) throw error;
      await wait(100 * attempt, ctx.signal);
    }
  }
}

/** The table, if it was not read yet, and then its log without an end. */
export async function* readDataset(
  ctx: Ctx<CdcConfig>,
  dataset: CdcDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  if (request.range)
    throw new ConnectorError('unsupported', `dataset ${dataset.name}: a log cannot be narrowed to a range`);
  const begun = await beginPatiently(ctx, dataset, toCursor(request.cursor));
  let { cursor } = begun;
  const position: Position = {
    lsn: parseLsn(cursor.lsn),
    partial: cursor.partial,
    confirmed: parseLsn(begun.confirmed),
  };
  const acks = createAcks((lsn) => {
    if (lsn > position.confirmed) position.confirmed = lsn;
    position.confirm?.(position.confirmed);
  });
  const toPage = (changes: Page['changes'], lsn: bigint): Page => ({
    dataset: dataset.name,
    changes,
    cursor: toJson(cursor),
    ack: acks.add(lsn),
  });

  if (cursor.inSnapshot) {
    const { fromTable } = createToChanges(begun.table, dataset);
    const pages = readTable(ctx, dataset, begun.table, cursor.snapshotAfter, request.pageBytes);
    for await (const { rows, after, isLast } of pages) {
      if (!(await acks.room(ctx.signal))) return;
      cursor = { ...cursor, snapshotAfter: isLast ? null : after, inSnapshot: !isLast };
      yield toPage(rows.map(fromTable), position.lsn);
    }
  }

  let { table }: { table: Table } = begun;
  for (let failures = 0; !ctx.signal.aborted; ) {
    try {
      for await (const { changes, lsn, partial } of followLog(
        ctx,
        dataset,
        table,
        position,
        acks,
        request.pageBytes,
      )) {
        failures = 0;
        if (!(await acks.room(ctx.signal))) return;
        cursor = { ...cursor, lsn: printLsn(lsn), partial };
        yield toPage(changes, lsn);
      }
    } catch (error) {
      if (ctx.signal.aborted) return;
      const said = toCdcError(error, ctx.source);
      if (said.kind !== 'transient' || ++failures >= MOST_ATTEMPTS) throw said;
      ctx.log('warn', `${said.message}; attempt ${failures}`, { dataset: dataset.name });
      await wait(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures), ctx.signal);
      // The server may be another one by now, or the slot another slot.
      const again = await beginPatiently(ctx, dataset, cursor).catch((problem: unknown) => {
        if (problem instanceof ConnectorError && problem.kind === 'transient') return undefined;
        throw problem;
      });
      if (again) table = again.table;
    }
  }
}
