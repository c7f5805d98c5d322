import type { ClusterMetadata } from '@platformatic/kafka';
import { committedRecords, type Fetched } from './committed-records.ts';
import type { KafkaCursor } from './cursor.ts';
import type { FetchResponsePartition } from './library.ts';

/** A record on its way to a page. */
export interface Taken extends Fetched {
  topic: string;
  partition: number;
}

/** What waits to be handed out: records, or only the news that a partition was read up to `next`. */
interface Waiting {
  topic: string;
  partition: number;
  next: bigint;
  size: number;
  fetched?: Fetched;
}

/** Bytes that a record takes beside key and value, roughly. */
const RECORD_BYTES = 64;

export const nameOf = (topic: string, partition: number) => `${topic}:${partition}`;

/**
 * The partitions that are ours now, how far each was fetched, and the records that wait. What is handed out moves the
 * cursor; what was only fetched does not, so a partition that is taken away loses nothing.
 */
export class Partitions {
  readonly #fetchedTo = new Map<string, bigint>();
  #waiting: Waiting[] = [];
  #rows = 0;
  #bytes = 0;
  readonly cursor: KafkaCursor;

  constructor(cursor: KafkaCursor) {
    this.cursor = cursor;
  }

  get rows(): number {
    return this.#rows;
  }

  get bytes(): number {
    return this.#bytes;
  }

  owns(topic: string, partition: number): boolean {
    return this.#fetchedTo.has(nameOf(topic, partition));
  }

  /** Next offset to ask for; undefined = not ours. */
  fetchedTo(topic: string, partition: number): bigint | undefined {
    return this.#fetchedTo.get(nameOf(topic, partition));
  }

  /** Next offset to hand out, as far as this dataset has ever read the partition. */
  handedOut(topic: string, partition: number): bigint | undefined {
    const offset = this.cursor.topics[topic]?.offsets[partition];
    return offset === undefined ? undefined : BigInt(offset);
  }

  /** Ours from now on, read from here. */
  add(topic: string, partition: number, offset: bigint): void {
    this.#fetchedTo.set(nameOf(topic, partition), offset);
  }

  /** Keeps what is in `ours`; records of other partitions that still wait are left to their new reader. */
  keepOnly(ours: ReadonlySet<string>): void {
    for (const name of this.#fetchedTo.keys()) if (!ours.has(name)) this.#fetchedTo.delete(name);
    this.#waiting = this.#waiting.filter(({ topic, partition }) => ours.has(nameOf(topic, partition)));
    this.#count();
  }

  /** Takes in one partition's answer to a request that asked from `from` on. */
  take(topic: string, from: bigint, answer: FetchResponsePartition): void {
    const partition = answer.partitionIndex;
    if (this.fetchedTo(topic, partition) !== from) return; // taken away or moved meanwhile
    const { found, next } = committedRecords(answer, from);
    for (const fetched of found) {
      const { key, value } = fetched.record;
      const size = RECORD_BYTES + (key?.length ?? 0) + (value?.length ?? 0);
      this.#waiting.push({ topic, partition, next: fetched.offset + 1n, size, fetched });
    }
    const last = found.at(-1);
    if (next > (last ? last.offset + 1n : from)) this.#waiting.push({ topic, partition, next, size: 0 });
    this.#fetchedTo.set(nameOf(topic, partition), next);
    this.#count();
  }

  /** Takes the next page's records out and moves the cursor behind them; `read` = how far, of each partition touched. */
  handOut(
    rows: number,
    bytes: number,
    metadata: ClusterMetadata,
  ): { records: Taken[]; read: Map<string, bigint> } {
    const records: Taken[] = [];
    const read = new Map<string, bigint>();
    let size = 0;
    let count = 0;
    for (const { topic, partition, next, size: more, fetched } of this.#waiting) {
      if (fetched && (records.length >= rows || (records.length > 0 && size + more > bytes))) break;
      count += 1;
      size += more;
      if (fetched) records.push({ ...fetched, topic, partition });
      read.set(nameOf(topic, partition), next);
      const known = this.cursor.topics[topic] ?? { id: metadata.topics.get(topic)!.id, offsets: {} };
      this.cursor.topics[topic] = known;
      known.offsets[partition] = String(next);
    }
    this.#waiting.splice(0, count);
    this.#count();
    return { records, read };
  }

  #count(): void {
    this.#rows = this.#waiting.filter(({ fetched }) => fetched).length;
    this.#bytes = this.#waiting.reduce((sum, { size }) => sum + size, 0);
  }
}
