import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bindSources } from '../../src/ingest/bind.ts';
import type { FedDataset } from '../../src/ingest/bound-dataset.ts';
import { replayDataset } from '../../src/ingest/replay.ts';
import { runDataset } from '../../src/ingest/run.ts';
import { toSourceKey } from '../../src/ingest/source-key.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Change, SourceDataset } from '../../src/sdk/index.ts';
import { vehicleDataset } from '../../src/subgraphs/vehicles/vehicle.dataset.ts';
import { openTestStore, type TestStore } from '../support/store.ts';
import { fakeConnector, fakeSource, paged, put, runDeps } from './fake-source.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore({ datasets: [vehicleDataset] });
});
afterAll(() => test.close());
beforeEach(() =>
  test.store.pool.query(
    'TRUNCATE vehicle, event, source_key, source_cursor, source_schema, landed_page, quarantine',
  ),
);

/** The registry calls a vehicle `ma`; the hub's id is made of plate, group and colour by the record itself. */
const registry: SourceDataset = {
  name: 'rows',
  schema: { type: 'object', properties: { ma: {}, bien: {} } },
  key: ['ma'],
  deletes: 'events',
};
const fields = {
  vehiclePlateIdentifier: 'bien',
  vehicleGroup: { from: 'ma', read: () => 'CAR' },
  plateColour: { from: 'ma', read: () => 'WHITE_BLACK' },
  vehicleType: { from: 'ma', read: () => 'CAR' },
  status: { from: 'ma', read: () => 'ACTIVE' },
  ownerKind: { from: 'ma', read: () => 'ORGANISATION' },
  ownerTaxCode: { from: 'ma', read: () => '0100109106' },
};

const vehicle = (ma: string, bien: string) => put({ ma, bien }, ma);
const removal = (ma: string): Change => ({ op: 'del', key: { ma } });

async function bind(pages: Change[][], offered: Partial<SourceDataset> = {}): Promise<FedDataset> {
  const { bound } = await bindSources({
    sources: [fakeSource({ to: 'vehicle', fields })],
    connectors: [fakeConnector({ discover: async () => [{ ...registry, ...offered }], read: paged(pages) })],
    kinds: [vehicleDataset],
    environment: {},
    log: silentLog,
    signal: new AbortController().signal,
  });
  return bound[0] as FedDataset;
}

const run = async (pages: Change[][], offered?: Partial<SourceDataset>) =>
  runDataset(await bind(pages, offered), runDeps(test));

async function plates(): Promise<string[]> {
  const { rows } = await test.store.pool.query<{ id: string }>('SELECT id FROM vehicle ORDER BY id');
  return rows.map(({ id }) => id.split(':')[0]!);
}

const count = async (from: string) =>
  (await test.store.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`)).rows[0]!.n;

describe('a source that names records by a key of its own', () => {
  it('removes the right record by that key, in this page or in a later one', async () => {
    const pages = [
      [vehicle('K1', '99A-111.11'), vehicle('K2', '99A-222.22'), vehicle('K3', '99A-333.33'), removal('K3')],
      [removal('K1')],
    ];
    expect(await run(pages)).toMatchObject({ inserted: 3, deleted: 2, quarantined: 0 });
    expect(await plates()).toEqual(['99A22222']);
    expect(await count('source_key')).toBe(1);
    expect(await count(`event, jsonb_array_elements(items) i WHERE i->>'op' = 'deleted'`)).toBe(2);
  });

  it('a removal that comes twice, or of something never stored, changes nothing', async () => {
    await run([[vehicle('K1', '99A-111.11'), vehicle('K2', '99A-222.22')], [removal('K1')]]);
    await test.store.pool.query('TRUNCATE source_cursor');
    expect(await run([[removal('K1'), removal('nobody')]])).toMatchObject({ deleted: 0, quarantined: 0 });
    expect(await plates()).toEqual(['99A22222']);
  });

  it('put again after its removal, it is there; a vehicle with another plate is one, not two', async () => {
    expect(
      await run([
        [vehicle('K1', '99A-111.11'), removal('K1'), vehicle('K1', '99A-111.11')],
        [vehicle('K1', '99A-444.44')],
      ]),
    ).toMatchObject({ inserted: 2, deleted: 1 });
    expect(await plates()).toEqual(['99A44444']);
  });

  it('two plates that change places lose neither', async () => {
    await run([
      [vehicle('K1', '99A-111.11'), vehicle('K2', '99A-222.22')],
      [vehicle('K1', '99A-222.22'), vehicle('K2', '99A-111.11')],
    ]);
    expect(await plates()).toEqual(['99A11111', '99A22222']);
    await test.store.pool.query('TRUNCATE source_cursor');
    await run([[removal('K1')]]);
    expect(await plates()).toEqual(['99A11111']);
  });

  it('a replay brings nothing back that was removed, or that has another plate now', async () => {
    const pages = [
      [vehicle('K1', '99A-111.11'), vehicle('K2', '99A-222.22'), vehicle('K4', '99A-444.44'), removal('K4')],
      [removal('K1'), vehicle('K2', '99A-333.33')],
    ];
    await run(pages);
    const before = await plates();
    expect(before).toEqual(['99A33333']);
    expect(await replayDataset(await bind(pages), runDeps(test))).toMatchObject({
      inserted: 0,
      deleted: 0,
      quarantined: 0,
    });
    expect(await plates()).toEqual(before);
    // From nothing the landed pages come to the same.
    await test.store.pool.query('TRUNCATE vehicle, source_key');
    await replayDataset(await bind(pages), runDeps(test));
    expect(await plates()).toEqual(before);
  });

  it('keeps no key where removals never come one by one, or where the key is the id', async () => {
    await run([[vehicle('K1', '99A-111.11')]], { deletes: 'none' });
    expect([await count('vehicle'), await count('source_key')]).toEqual([1, 0]);
  });

  it('a removal without its key is refused, not taken for done', async () => {
    expect(await run([[vehicle('K1', '99A-111.11')], [{ op: 'del', key: { other: 1 } }]])).toMatchObject({
      deleted: 0,
      quarantined: 1,
    });
  });
});

it.each<[string[], Record<string, unknown>, string | undefined]>([
  [['ma'], { ma: 7 }, '7'],
  [['ma'], { ma: 9_007_199_254_740_993n }, '9007199254740993'],
  [['a', 'b'], { a: 'x,y', b: 1 }, '["x,y","1"]'],
  [['chuXe.ma'], { chuXe: { ma: 'K' } }, 'K'],
  [['ma'], { ma: null }, undefined],
  [['a', 'b'], { a: 1 }, undefined],
])('key %j of %o is %s', (names, raw, expected) => {
  expect(toSourceKey(names, raw)).toBe(expected);
});
