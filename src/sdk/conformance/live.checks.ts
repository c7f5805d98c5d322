import assert from 'node:assert/strict';
import type { Json, LiveQuery, LiveResult, Row, Where } from '../contract.ts';
import type { Bench, OpenSource } from './bench.ts';
import { type ConformanceCheck, need, skip } from './check.ts';
import type { FixtureRow, FixtureSource } from './harness.ts';
import { assertConnectorError } from './manifest.checks.ts';
import { compareBy, matches } from './reference.ts';
import { createRandom, makeRows } from './rows.ts';

const LIVE = ['live'] as const;

interface LiveBench {
  fixture: FixtureSource;
  source: OpenSource;
  rows: FixtureRow[];
  ask(query: Partial<LiveQuery>): Promise<LiveResult>;
}

async function openLive(bench: Bench): Promise<LiveBench> {
  const fixture = await bench.start();
  const rows = makeRows(60).map((row, i) => (i % 7 === 0 ? { ...row, name: null } : row));
  await fixture.load(rows);
  const source = await bench.open(fixture);
  const dataset = await source.dataset();
  need(dataset.live, 'this dataset is not open for look-ups');
  const ask = (query: Partial<LiveQuery>) =>
    source.connector.query!(source.ctx, { dataset, select: ['id', 'name'], ...query });
  return { fixture, source, rows, ask };
}

const idsOf = (rows: readonly Row[]) => rows.map((row) => String(row.id)).sort();

const batchByKey: ConformanceCheck = {
  id: 'live.batch-by-key',
  level: 'MUST',
  title: 'Keys in any order, twice or unknown: each record once, the unknown absent, one call per batch',
  modes: LIVE,
  async run(bench) {
    const { fixture, rows, ask } = await openLive(bench);
    await ask({ keys: { fields: ['id'], values: [[rows[0]!.id]] } });
    const before = fixture.calls?.();
    const values: Json[][] = [rows[5]!, rows[2]!, rows[5]!, rows[9]!].map(({ id }) => [id]);
    const { rows: found } = await ask({
      keys: { fields: ['id'], values: [...values, ['no such key'], ['']] },
    });
    assert.deepEqual(idsOf(found), [rows[2]!, rows[5]!, rows[9]!].map(({ id }) => id).sort());
    if (before !== undefined) assert.equal(fixture.calls!() - before, 1, 'calls for one batch');
    assert.deepEqual((await ask({ keys: { fields: ['id'], values: [] } })).rows, [], 'no keys, no records');
  },
};

const keyCeiling: ConformanceCheck = {
  id: 'live.key-ceiling',
  level: 'MUST',
  title: 'maxKeys keys are answered, one more is refused as "unsupported"',
  modes: LIVE,
  async run(bench) {
    const { source, ask } = await openLive(bench);
    const { maxKeys } = (await source.dataset()).live!;
    const keys = (count: number) => ({
      fields: ['id'],
      values: Array.from({ length: count }, (_, i) => [`K${i}`]),
    });
    assert.deepEqual((await ask({ keys: keys(maxKeys) })).rows, []);
    await assert.rejects(ask({ keys: keys(maxKeys + 1) }), (error) =>
      assertConnectorError(error, 'unsupported'),
    );
  },
};

/** Random conditions over id and name from the operators that the dataset declares, from a fixed seed. */
function createWhere(rows: readonly FixtureRow[], ops: readonly string[], seed: number): () => Where {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const leaf = (): Where => {
    const op = pick(ops) as Extract<Where, { op: unknown }>['op'];
    const field = pick(['id', 'name']);
    const value = () => (pick(rows) as unknown as Row)[field] as string | null;
    if (op === 'isNull') return { field, op, value: random() < 0.5 };
    if (op === 'in') return { field, op, value: [value(), value(), value()] };
    if (op === 'like') return { field: 'name', op, value: `${(pick(rows).name ?? 'Đường').slice(0, -1)}%` };
    return { field, op, value: value() };
  };
  const tree = (depth: number): Where => {
    const kind = random();
    if (depth === 0 || kind < 0.4) return leaf();
    const parts = () => Array.from({ length: Math.floor(random() * 3) }, () => tree(depth - 1));
    if (kind < 0.6) return { and: parts() };
    return kind < 0.85 ? { or: parts() } : { not: tree(depth - 1) };
  };
  return () => tree(3);
}

/** What the hub does with what the source left undone. */
function finish(
  result: LiveResult,
  where: Where,
  orderBy: ['id' | 'name', 'asc' | 'desc'][],
  limit: number,
): Row[] {
  let rows = [...result.rows];
  if (!result.applied.where) rows = rows.filter((row) => matches(where, row));
  if (!result.applied.orderBy)
    for (const [field, direction] of orderBy.toReversed()) rows.sort(compareBy(field, direction));
  return result.applied.limit ? rows : rows.slice(0, limit);
}

const likeReference: ConformanceCheck = {
  id: 'live.like-reference',
  level: 'MUST',
  title:
    '40 generated conditions, orders and limits give what the reference gives, whatever is said to be applied',
  modes: LIVE,
  async run(bench) {
    const { source, rows, ask } = await openLive(bench);
    // A box is about geometries, and the fixture's rows have none.
    const ops = (await source.dataset()).live!.ops.filter((op) => op !== 'bbox');
    if (ops.length === 0) skip('this dataset is open for look-ups by key only');
    const next = createWhere(rows, ops, 29);
    for (let i = 0; i < 40; i++) {
      const where = i === 0 ? { and: [] } : i === 1 ? { or: [] } : next();
      const orderBy: ['id' | 'name', 'asc' | 'desc'][] = [
        ['name', i % 2 ? 'desc' : 'asc'],
        ['id', 'asc'],
      ];
      const limit = i % 3 === 0 ? 5 : 1_000;
      const expected = (rows as unknown as Row[])
        .filter((row) => matches(where, row))
        .sort((a, b) => compareBy('name', orderBy[0]![1])(a, b) || compareBy('id', 'asc')(a, b))
        .slice(0, limit);
      const result = await ask({ where, orderBy, limit });
      assert.deepEqual(
        finish(result, where, orderBy, limit).map((row) => String(row.id)),
        expected.map((row) => row.id),
        JSON.stringify({ where, orderBy, limit, applied: result.applied }),
      );
    }
  },
};

const unsupportedSaid: ConformanceCheck = {
  id: 'live.unsupported-is-said',
  level: 'MUST',
  title:
    'An operator or a look-up that is not declared is refused as "unsupported", never a silent full scan',
  modes: LIVE,
  async run(bench) {
    const { source, ask } = await openLive(bench);
    const { keys } = (await source.dataset()).live!;
    const refused = (query: Partial<LiveQuery>) =>
      assert.rejects(ask(query), (error) => assertConnectorError(error, 'unsupported'));
    await refused({ where: { field: 'name', op: 'soundsLike' as 'eq', value: 'x' } });
    if (keys.some((fields) => fields.join() === 'name')) skip('every field is open for look-ups');
    await refused({ keys: { fields: ['name'], values: [['x']] } });
  },
};

export const liveChecks = [batchByKey, keyCeiling, likeReference, unsupportedSaid];
