import { randomUUID } from 'node:crypto';
import { createRecordsBatch } from '@platformatic/kafka';

/** A record to store; a null value is a tombstone. */
export interface TestRecord {
  key?: string;
  value: string | null | Buffer;
  headers?: Record<string, string>;
}

export interface BatchOptions {
  /** Makes the batch part of this producer's transaction. */
  transactionOf?: bigint;
  /** Makes it the marker that ends a transaction. */
  marker?: 'abort' | 'commit';
  compression?: 'gzip' | 'lz4' | 'snappy';
  /** Overwrites the end of the batch. */
  isDamaged?: boolean;
}

interface Batch {
  first: bigint;
  last: bigint;
  bytes: Buffer;
}

/** Position of the attributes in a record batch of magic 2: after offset, length, epoch, magic and CRC. */
const ATTRIBUTES_AT = 21;
const TRANSACTIONAL = 1 << 4;
const CONTROL = 1 << 5;

/** One partition as a broker keeps it: whole batches, the oldest of which may be gone. */
export class PartitionLog {
  start = 0n;
  end = 0n;
  aborted: { producerId: bigint; firstOffset: bigint }[] = [];
  #batches: Batch[] = [];

  append(
    records: TestRecord[],
    { transactionOf, marker, compression, isDamaged }: BatchOptions = {},
  ): bigint {
    const first = this.end;
    const bytes = Buffer.from(
      createRecordsBatch(
        records.map(({ key, value, headers = {} }) => ({
          topic: 'any',
          ...(key === undefined ? {} : { key: Buffer.from(key) }),
          value: (value === null ? null : Buffer.from(value as string)) as Buffer,
          headers: new Map(
            Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)]),
          ),
        })),
        { producerId: transactionOf ?? -1n, ...(compression ? { compression } : {}) },
      ).buffer,
    );
    bytes.writeBigInt64BE(first, 0);
    if (transactionOf !== undefined) bytes[ATTRIBUTES_AT + 1]! |= TRANSACTIONAL;
    if (marker) bytes[ATTRIBUTES_AT + 1]! |= CONTROL;
    if (isDamaged) bytes.fill(0xff, bytes.length - 20);
    this.end += BigInt(records.length);
    this.#batches.push({ first, last: this.end - 1n, bytes });
    return first;
  }

  /** Drops what lies before this offset, as retention does. */
  dropBefore(offset: bigint): void {
    this.start = offset;
    this.#batches = this.#batches.filter(({ last }) => last >= offset);
  }

  /** Cuts the end off, as an unclean change of leader does. */
  truncate(offset: bigint): void {
    this.end = offset;
    this.#batches = this.#batches.filter(({ last }) => last < offset);
  }

  /** Whole batches from the one that holds the offset on: at least one, then as many as fit. */
  read(offset: bigint, maxBytes: number): Buffer {
    const found: Buffer[] = [];
    let size = 0;
    for (const { last, bytes } of this.#batches) {
      if (last < offset) continue;
      if (found.length > 0 && size + bytes.length > maxBytes) break;
      found.push(bytes);
      size += bytes.length;
    }
    return Buffer.concat(found);
  }
}

export interface TestTopic {
  id: string;
  partitions: PartitionLog[];
}

export const createTopic = (partitions: number): TestTopic => ({
  id: randomUUID(),
  partitions: Array.from({ length: partitions }, () => new PartitionLog()),
});
