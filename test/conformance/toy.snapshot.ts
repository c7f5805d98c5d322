import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { type Connector, ConnectorError, type Page, type ReadRequest } from '../../src/sdk/index.ts';

/** Ways to be wrong about whole snapshots. */
export type SnapshotFlaw =
  | 'ends what it never began'
  | 'ends what broke off'
  | 'ends nothing'
  | 'never starts again';

const PAGE = 7;

interface SnapshotSource {
  rows: FixtureRow[];
  /** So many pages come, and then the source fails. */
  pagesLeft: number;
}

function createToy(source: SnapshotSource, has: (flaw: SnapshotFlaw) => boolean): Connector {
  function* pages({ dataset, cursor }: ReadRequest): Generator<Page> {
    const { offset } = (cursor ?? { offset: 0 }) as { offset: number };
    const isWhole = offset === 0;
    let at = offset;
    do {
      const isBroken = --source.pagesLeft < 0;
      if (isBroken && !has('ends what broke off')) throw new ConnectorError('transient', 'broke off');
      const part = source.rows.slice(at, at + PAGE);
      const isLast = isBroken || at + PAGE >= source.rows.length;
      const isEmpty = source.rows.length === 0;
      yield {
        dataset: dataset.name,
        changes: part.map((row) => ({ op: 'put', data: { ...row } })),
        cursor: { offset: isLast && !has('never starts again') ? 0 : at + PAGE },
        ...(at === 0 && !has('ends what it never began') && !(isEmpty && has('ends nothing'))
          ? { snapshotStart: true }
          : {}),
        ...(isLast && isWhole ? { snapshotEnd: true } : {}),
      };
      if (isBroken) throw new ConnectorError('transient', 'broke off');
      at += PAGE;
    } while (at < source.rows.length);
  }
  return {
    check: async () => ({ ok: true }),
    discover: async () => [
      {
        name: 'rows',
        schema: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            name: { type: ['string', 'null'] },
            changed: { type: 'string' },
          },
          required: ['id'],
        },
        key: ['id'],
        deletes: 'snapshot',
      },
    ],
    async *read(ctx, request) {
      for (const page of pages(request)) {
        if (ctx.signal.aborted) return;
        yield page;
      }
    },
  };
}

/** Rows in memory that are read whole each time. */
export function createSnapshotHarness(flaw?: SnapshotFlaw): ConnectorHarness {
  let current: SnapshotSource = { rows: [], pagesLeft: 0 };
  return {
    module: {
      manifest: {
        name: 'toy-snapshot',
        version: '1.0.0',
        api: '^1',
        licence: 'Apache-2.0',
        description: 'Rows in memory, read whole',
        modes: ['sync'],
        config: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
        permissions: {},
      },
      create: () => createToy(current, (wanted) => wanted === flaw),
    },
    pageBytes: 600,
    skips: {
      'http.retry-after': 'this source breaks off, and it does not speak HTTP',
      'http.bounded-attempts': 'this source breaks off, and it does not speak HTTP',
      'http.idempotent-only': 'this source breaks off, and it does not speak HTTP',
    },
    async start(): Promise<FixtureSource> {
      const source: SnapshotSource = { rows: [], pagesLeft: Infinity };
      current = source;
      return {
        good: { config: { title: 'toy' }, secrets: {} },
        dataset: 'rows',
        load: async (rows) => {
          source.rows.push(...rows);
        },
        remove: async (id) => {
          source.rows = source.rows.filter((row) => row.id !== id);
        },
        failNext: () => {
          source.pagesLeft = 2;
        },
        stop: async () => {},
      };
    },
  };
}
