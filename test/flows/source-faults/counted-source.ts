import { rest } from '../../../connectors/rest/index.ts';
import type { FedDataset } from '../../../src/ingest/bound-dataset.ts';
import { runDataset } from '../../../src/ingest/run.ts';
import type { Binding, Row } from '../../../src/sdk/index.ts';
import { createTestSource } from '../../connectors/create-test-ctx.ts';
import { type Handler, startRestServer } from '../../connectors/rest-server.ts';
import { runDeps } from '../../ingest/fake-source.ts';
import { sampleDataset } from '../../store/sample.ts';
import type { TestStore } from '../../support/store.ts';

export const PAGE = 10;

/** What is in the store, counted before and after a fault. */
export interface Counts {
  rows: number;
  /** Rows that were written more than once. */
  rewritten: number;
  /** Announcements, by record: more than rows means that somebody was told twice. */
  announced: number;
  quarantined: number;
  /** Questions that wait for a person. */
  asked: number;
}

export const NOTHING: Counts = { rows: 0, rewritten: 0, announced: 0, quarantined: 0, asked: 0 };

export async function countAll({ store }: TestStore): Promise<Counts> {
  const { rows } = await store.pool.query<Counts>(`SELECT
    (SELECT count(*)::int FROM sample) AS rows,
    (SELECT count(*)::int FROM sample WHERE _version > 1) AS rewritten,
    (SELECT count(*)::int FROM event, jsonb_array_elements(items)) AS announced,
    (SELECT count(*)::int FROM quarantine WHERE status = 'OPEN') AS quarantined,
    (SELECT count(*)::int FROM approval WHERE status = 'PENDING') AS asked`);
  return rows[0]!;
}

/** An upstream whose records, page order and faults a test sets, met by the real connector, run and write door. */
export async function createCountedSource(test: TestStore, binding: Partial<Binding> = {}) {
  const server = await startRestServer();
  const upstream = {
    items: [] as Row[],
    /** Instead of the good answer to the page that begins there; undefined = the good one. */
    fault: undefined as ((from: number, good: { items: Row[] }) => ReturnType<Handler> | Handler) | undefined,
  };
  server.handle = (asked, response) => {
    const since = asked.url.searchParams.get('since');
    const found = upstream.items.filter(({ changed }) => since === null || String(changed) >= since);
    const from = Number(asked.url.searchParams.get('after') ?? 0);
    const next = from + PAGE < found.length ? from + PAGE : null;
    const good = { items: found.slice(from, from + PAGE), next };
    const answer = upstream.fault?.(from, good);
    if (answer === undefined) return good;
    return typeof answer === 'function' ? (answer as Handler)(asked, response) : answer;
  };

  /** One run as the schedule has it, with a connector of its own; gives its totals or its problem. */
  async function run(dataset: object = {}) {
    const { connector, ctx, stop } = await createTestSource(
      rest,
      {
        baseUrl: server.base,
        datasets: [
          {
            name: 'rows',
            path: 'rows',
            key: ['id'],
            recordPath: 'items',
            pagination: { type: 'cursor', param: 'after', nextPath: 'next' },
            updatedSince: { param: 'since', field: 'changed', lookback: 'PT10S' },
            ...dataset,
          },
        ],
      },
      { http: { retries: 1, backoff: { baseMs: 1, maxMs: 2 }, timeouts: { totalMs: 400 } } },
    );
    const bound = {
      source: { name: 'register' },
      binding: { from: 'rows', to: 'sample', mode: 'sync', map: toSample, ...binding },
      kind: sampleDataset,
      connector,
      ctx,
      describe: async () => (await connector.discover(ctx))[0]!,
    } as unknown as FedDataset;
    try {
      return await runDataset(bound, runDeps(test));
    } catch (error) {
      return error as Error & { details: { kind: string } };
    } finally {
      await stop();
    }
  }
  return { upstream, run, close: () => server.close() };
}

/** `amount` is judged; what else the source sends is left. */
function toSample({ id, name, amount }: Row): Row {
  return { id: String(id), title: name, amount };
}

/** Records changed one second apart, from a moment on. */
export function makeItems(count: number, from = 0, start = Date.parse('2026-11-20T00:00:00Z')): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `r${from + index}`,
    name: `Bản ghi ${from + index}`,
    amount: from + index,
    changed: new Date(start + (from + index) * 1000).toISOString(),
  }));
}
