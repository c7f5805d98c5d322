import {
  type FetchResponsePartition,
  IS_CONTROL,
  IS_TRANSACTIONAL,
  type KafkaRecord,
  type RecordsBatch,
} from './library.ts';

export interface Fetched {
  offset: bigint;
  /** Milliseconds since 1970. */
  timestamp: bigint;
  record: KafkaRecord;
}

/** Type of a control record, in its key: 0 = the transaction was given up (KIP-98). */
const isAbort = ({ records }: RecordsBatch) => records[0]?.key?.readInt16BE(2) === 0;

/**
 * Records of one partition's answer from `from` on, without control records and without those of transactions that
 * were given up. `next` is where to go on: behind the last batch, whatever is in it. The library's own filter knows one
 * transaction per producer and fails at an empty one, so this is done here.
 */
export function committedRecords(
  { records = [], abortedTransactions }: Pick<FetchResponsePartition, 'records' | 'abortedTransactions'>,
  from: bigint,
): { found: Fetched[]; next: bigint } {
  const aborted = [...(abortedTransactions ?? [])].sort((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1));
  const open = new Set<bigint>();
  const found: Fetched[] = [];
  let next = from;
  for (const batch of records) {
    const last = batch.firstOffset + BigInt(batch.lastOffsetDelta);
    while (aborted[0] && aborted[0].firstOffset <= last) open.add(aborted.shift()!.producerId);
    if (last + 1n > next) next = last + 1n;
    if (batch.attributes & IS_CONTROL) {
      if (isAbort(batch)) open.delete(batch.producerId);
      continue;
    }
    if (batch.attributes & IS_TRANSACTIONAL && open.has(batch.producerId)) continue;
    for (const record of batch.records) {
      const offset = batch.firstOffset + BigInt(record.offsetDelta);
      // A batch is sent whole: what stands before the offset we asked for was read before.
      if (offset >= from)
        found.push({ offset, timestamp: batch.firstTimestamp + record.timestampDelta, record });
    }
  }
  return { found, next };
}
