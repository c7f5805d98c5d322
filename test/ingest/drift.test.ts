import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideApproval } from '../../src/ingest/approvals.ts';
import { compareShapes, toShape } from '../../src/ingest/drift.ts';
import { runDataset } from '../../src/ingest/run.ts';
import type { SourceDataset } from '../../src/sdk/index.ts';
import { openSampleStore } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { bindOne, fakeConnector, offered, paged, put, runDeps } from './fake-source.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE source_schema, approval CASCADE'));

type Properties = Record<string, { type?: string | string[] }>;
const shape = (properties: Properties, key = ['id']) =>
  toShape({ ...offered, key, schema: { type: 'object', properties } });

describe('a change of shape', () => {
  it.each([
    ['a new field', { a: {} }, { a: {}, b: {} }, ['+b'], []],
    ['a field gone', { a: {}, b: {} }, { a: {} }, [], ['-b']],
    [
      'a wider type',
      { a: { type: 'integer' } },
      { a: { type: ['number', 'null'] } },
      ['a: integer → null|number'],
      [],
    ],
    ['a narrower type', { a: { type: 'number' } }, { a: { type: 'integer' } }, [], ['a: number → integer']],
    ['another type', { a: { type: 'string' } }, { a: { type: 'number' } }, [], ['a: string → number']],
    ['nothing', { a: { type: 'string' } }, { a: { type: ['string'] } }, [], []],
  ] as [string, Properties, Properties, string[], string[]][])(
    '%s',
    (_, before, after, widening, narrowing) => {
      expect(compareShapes(shape(before), shape(after))).toEqual({ widening, narrowing });
    },
  );

  it('of the key is narrowing', () => {
    expect(compareShapes(shape({ a: {} }), shape({ a: {} }, ['a'])).narrowing).toEqual(['key id → a']);
  });
});

async function runWith(properties: Properties, more: Partial<SourceDataset> = {}) {
  const bound = await bindOne(
    fakeConnector({
      discover: async () => [{ ...offered, schema: { type: 'object', properties }, ...more }],
      read: paged([[put({ id: 'a' })]]),
    }),
  );
  const deps = runDeps(test);
  const outcome = await runDataset(bound, deps).catch((error: unknown) => error);
  return { outcome, status: deps.health.get('register')?.status };
}

describe('a dataset whose source changed', () => {
  it('goes on by itself when nothing became narrower', async () => {
    await runWith({ id: {} });
    expect((await runWith({ id: {}, more: {} })).outcome).toMatchObject({ pages: expect.any(Number) });
    expect((await runWith({ id: {} })).outcome).toMatchObject({ code: 'HUB_INGEST_PARKED' });
  });

  it('is parked until a person approves, and asks once', async () => {
    await runWith({ id: {}, name: { type: 'string' } });
    const first = await runWith({ id: {} });
    expect(first).toMatchObject({ outcome: { code: 'HUB_INGEST_PARKED' }, status: 'BAD_DATA' });
    await runWith({ id: {} });
    const { rows } = await test.store.pool.query(`SELECT id, detail->'narrowing' AS narrowing FROM approval`);
    expect(rows).toMatchObject([{ narrowing: ['-name'] }]);
    await decideApproval(test.store.pool, test.store.door, rows[0].id, { approve: true, by: 'Minh' });
    expect((await runWith({ id: {} })).outcome).toMatchObject({ quarantined: 0 });
    const accepted = await test.store.pool.query('SELECT accepted_by FROM source_schema');
    expect(accepted.rows).toEqual([{ accepted_by: 'Minh' }]);
  });

  it('is not parked when a schema seen in samples shows less today, and remembers what it saw', async () => {
    await runWith({ id: { type: 'string' }, rare: { type: 'string' } }, { sampled: true });
    expect((await runWith({ id: { type: 'string' } }, { sampled: true })).outcome).toMatchObject({
      quarantined: 0,
    });
    const later = await runWith({ id: { type: 'string' }, rare: { type: 'number' } }, { sampled: true });
    expect(later.outcome).toMatchObject({ details: { change: 'rare: string → number' } });
  });

  it('stays parked when the change is rejected; a return to the old shape needs nobody', async () => {
    await runWith({ id: {}, name: {} });
    await runWith({ id: {} });
    const { rows } = await test.store.pool.query('SELECT id FROM approval');
    await decideApproval(test.store.pool, test.store.door, rows[0].id, { approve: false, by: 'Minh' });
    expect((await runWith({ id: {} })).outcome).toMatchObject({ code: 'HUB_INGEST_PARKED' });
    expect((await runWith({ id: {}, name: {} })).outcome).toMatchObject({ quarantined: 0 });
  });
});
