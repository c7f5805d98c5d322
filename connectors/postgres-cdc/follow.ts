import type { Pgoutput } from 'pg-logical-replication';
import { type Change, ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { Acks } from './acks.ts';
import { type CdcConfig, type CdcDataset, slotOf } from './config.ts';
import type { Partial } from './cursor.ts';
import { openLog } from './log.ts';
import { parseLsn, printLsn } from './lsn.ts';
import type { Table } from './table.ts';
import { assertSameColumns, createToChanges } from './to-change.ts';

/** Changes that may be committed together. */
export interface Batch {
  changes: Change[];
  /** End of the last transaction that is whole with them. */
  lsn: bigint;
  partial: Partial | null;
}

/** Where following stands; kept over a reconnection. */
export interface Position {
  /** End of the last transaction that was handed on. */
  lsn: bigint;
  partial: Partial | null;
  confirmed: bigint;
  /** Confirms over the connection that is open now. */
  confirm?: (lsn: bigint) => void;
}

/** Microseconds since 1970 → ISO 8601; nothing is rounded. */
function toIso(micros: bigint): string {
  const fraction = (micros % 1_000_000n).toString().padStart(6, '0');
  return new Date(Number(micros / 1_000_000n) * 1000).toISOString().replace('.000Z', `.${fraction}Z`);
}

/**
 * The log over one connection, from where `position` stands. A batch holds whole transactions; one that is larger than
 * `pageBytes` is cut: the server is told of it with its commit, the cursor knows of every part.
 */
export async function* followLog(
  ctx: Ctx<CdcConfig>,
  dataset: CdcDataset,
  table: Table,
  position: Position,
  acks: Acks,
  pageBytes: number,
): AsyncGenerator<Batch> {
  const { signal, config } = ctx;
  const toChanges = createToChanges(table, dataset);
  const isOurs = ({ schema, name }: Pgoutput.MessageRelation) =>
    schema === table.schema && name === table.name;
  const log = await openLog(ctx, {
    slot: slotOf(config, dataset),
    publication: config.publication,
    from: position.lsn,
    confirmed: position.confirmed,
  });
  position.confirm = log.confirm;
  try {
    let changes: Change[] = [];
    let bytes = 0;
    let transaction: { lsn: string; at: string; count: number } | undefined;
    // Moves ahead of `position`, which counts only what was handed on: a connection may end in between.
    let whole = position.lsn;
    let idleSince = Date.now();
    const flush = (): Batch => {
      position.lsn = whole;
      position.partial = transaction ? { commit: transaction.lsn, count: transaction.count } : null;
      const batch = { changes, lsn: whole, partial: position.partial };
      changes = [];
      bytes = 0;
      idleSince = Date.now();
      return batch;
    };

    while (!signal.aborted) {
      const next = await log.next(config.heartbeatMs);
      if (next?.kind === 'keepalive') {
        // All that was committed before has come; between two transactions that is as good as a commit.
        if (!transaction && next.lsn > whole) whole = next.lsn;
      } else if (next) {
        const { message } = next;
        switch (message.tag) {
          case 'begin':
            transaction = {
              lsn: printLsn(parseLsn(message.commitLsn ?? '0/0')),
              at: toIso(message.commitTime as bigint),
              count: 0,
            };
            break;
          case 'commit':
            transaction = undefined;
            whole = parseLsn(message.commitEndLsn!);
            break;
          case 'relation':
            if (isOurs(message)) assertSameColumns(dataset.name, table, message);
            break;
          case 'truncate':
            if (message.relations.some(isOurs))
              throw new ConnectorError(
                'drift',
                `dataset ${dataset.name}: the table was truncated at ${transaction?.lsn}, and its rows are not named: ` +
                  'empty the dataset and reset its cursor, so that the table is read anew',
              );
            break;
          case 'insert':
          case 'update':
          case 'delete': {
            if (!isOurs(message.relation) || !transaction) break;
            const pos = `${transaction.lsn}/${transaction.count++}`;
            // Handed on before the last interruption.
            if (position.partial?.commit === transaction.lsn && transaction.count <= position.partial.count)
              break;
            changes.push(...toChanges.fromLog(message, { pos, at: transaction.at }));
            bytes += next.bytes;
            break;
          }
          default: // type, origin, message: nothing in them is a row
        }
      }
      if (changes.length > 0 && (bytes >= pageBytes || (!transaction && log.isDrained()))) yield flush();
      // What concerns other tables is confirmed too, or the server keeps its log for ever.
      else if (
        changes.length === 0 &&
        !transaction &&
        whole > position.lsn &&
        acks.isIdle() &&
        Date.now() - idleSince >= config.heartbeatMs
      )
        yield flush();
    }
  } finally {
    delete position.confirm;
    await log.close();
  }
}
