import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../src/store/trust.ts';
import { createRandom } from '../events/random.ts';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, page, type SampleRecord } from './sample.ts';

const TRUST: Trust = {
  order: ['police', 'inspection', 'roads'],
  fields: { amount: ['inspection', 'roads', 'police'] },
};

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore({ sample: TRUST });
});
afterAll(() => test?.close());

const rows = async () =>
  (await test.store.pool.query('SELECT id, title, amount, _source AS source FROM sample ORDER BY id')).rows;
const spoken = async () =>
  (await test.store.pool.query('SELECT id, source, record FROM source_statement ORDER BY id, source')).rows;

describe('an order of trust', () => {
  it('ends the same in whatever order sources speak, repeat themselves and take back', async () => {
    const sources = ['police', 'inspection', 'roads'];
    for (let seed = 1; seed <= 12; seed++) {
      const random = createRandom(seed);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
      // Each source has a history of its own; only how the three are shuffled together differs.
      const histories = sources.map((source) =>
        Array.from({ length: 4 }, () => ({
          source,
          records: [
            { id: pick(['a', 'b']), title: pick([null, `${source}1`, 'same']), amount: pick([null, 1, 2]) },
          ] as SampleRecord[],
          deletes: random() < 0.25 ? [pick(['a', 'b'])] : [],
        })),
      );
      const ends: unknown[] = [];
      for (let order = 0; order < 3; order++) {
        await test.store.pool.query('TRUNCATE sample, source_statement, event');
        const left = histories.map((history) => [...history]);
        while (left.some((history) => history.length > 0)) {
          const { source, records, deletes } = pick(left.filter((history) => history.length > 0)).shift()!;
          const kept = records.filter(({ id }) => !deletes.includes(id));
          await test.store.door.write('sample', page(kept, { source, deletes }));
        }
        ends.push(await rows());
        expect(await expected()).toEqual(ends.at(-1));
      }
      expect(ends[1], `seed ${seed}`).toEqual(ends[0]);
      expect(ends[2], `seed ${seed}`).toEqual(ends[0]);
    }
  }, 60_000);
});

/** What the rows have to be, worked out from the statements in JavaScript. */
async function expected(): Promise<object[]> {
  const byId = new Map<string, { source: string; record: Record<string, unknown> }[]>();
  for (const { id, source, record } of await spoken())
    byId.set(id, [...(byId.get(id) ?? []), { source, record }]);
  const first = (order: readonly string[], said: { source: string; record: Record<string, unknown> }[]) =>
    order.map((source) => said.find((one) => one.source === source)).find(Boolean);
  return [...byId].map(([id, said]) => {
    const whole = first(TRUST.order!, said)!;
    const amount = first(
      TRUST.fields!.amount!,
      said.filter(({ record }) => record.amount !== null),
    );
    return { id, title: whole.record.title, amount: amount?.record.amount ?? null, source: whole.source };
  });
}
