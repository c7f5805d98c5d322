import { connectors } from '../../connectors/index.ts';
import { createIngest } from '../../src/ingest/ingest.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { defineSource } from '../../src/sdk/index.ts';
import type { WriteDoor } from '../../src/store/write-door.ts';
import type { Bed } from '../ingest/bed.ts';
import { flowCase } from '../ingest/flow.case.ts';
import type { StreamCase } from './stream-case.ts';

/** The nth message: its time says which it is, so that it is known again when it is committed. */
const START = Date.parse('2026-11-24T00:00:00Z');

export interface Follow {
  /** Messages committed so far, and the pages they came in. */
  readonly committed: number;
  readonly pages: number;
  /** Sends the nth message. */
  send(n: number): void;
  /** Milliseconds from being sent to being committed, of each message. */
  readonly waits: readonly number[];
  stop(): Promise<void>;
}

/** Follows the stream as the hub does: judged, stored with events, raw page and cursor, then acknowledged. */
export async function followStored({ store }: Bed, stream: StreamCase): Promise<Follow> {
  const sentAt: number[] = [];
  const waits: number[] = [];
  const seen = new Set<number>();
  let pages = 0;
  const door: WriteDoor = {
    ...store.door,
    write: async (dataset, page) => {
      const result = await store.door.write(dataset, page);
      const now = performance.now();
      if (page.bads.length > 0) throw new Error(`refused: ${page.bads[0]!.message}`);
      pages += 1;
      for (const { record } of page.puts) {
        const n = Date.parse(String(record.dateObserved)) - START;
        if (!seen.has(n)) waits.push(now - sentAt[n]!);
        seen.add(n);
      }
      return result;
    },
  };
  const [template] = flowCase.rows(1, 0);
  const { manifest } = stream.module;
  const ingest = await createIngest({
    sources: [
      defineSource({
        name: `bench-${manifest.name}`,
        titleVi: 'Đo tốc độ',
        titleEn: 'Benchmark',
        owner: 'VN-BN/GOV/BENCH/STREAM',
        channel: 'DIRECT_LAB',
        connector: manifest.name,
        config: stream.config as Record<string, unknown>,
        network: ['127.0.0.0/8', '::1/128'],
        bindings: [{ from: 'flow', to: flowCase.dataset.name, mode: 'stream', map: flowCase.map }],
      }),
    ],
    connectors,
    kinds: [flowCase.dataset],
    environment: {},
    log: silentLog,
    pool: store.pool,
    door,
    clock: systemClock,
  });
  await ingest.start();
  return {
    get committed() {
      return seen.size;
    },
    get pages() {
      return pages;
    },
    waits,
    send: (n) => {
      sentAt[n] = performance.now();
      stream.send(JSON.stringify({ ...template, thoiDiem: new Date(START + n).toISOString() }));
    },
    stop: () => ingest.stop(),
  };
}
