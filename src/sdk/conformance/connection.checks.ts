import assert from 'node:assert/strict';
import { type Bench, idsOf } from './bench.ts';
import { type ConformanceCheck, need } from './check.ts';
import type { FixtureConfig } from './harness.ts';
import { assertConnectorError } from './manifest.checks.ts';
import { makeRows } from './rows.ts';

const LONGEST_CHECK_MS = 10_000;

async function timed<T>(action: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await action();
  } finally {
    assert.ok(performance.now() - started < LONGEST_CHECK_MS, 'check took longer than 10 s');
  }
}

const checkGood: ConformanceCheck = {
  id: 'check.good',
  level: 'MUST',
  title: 'check says ok of a source that is there',
  async run(bench) {
    const { connector, ctx } = await bench.open(await bench.start());
    assert.equal((await timed(() => connector.check(ctx))).ok, true);
  },
};

async function expectKind(
  bench: Bench,
  settings: (fixture: Awaited<ReturnType<Bench['start']>>) => FixtureConfig,
  kind: string,
) {
  const fixture = await bench.start();
  const wanted = settings(fixture);
  await assert.rejects(
    timed(async () => {
      const { connector, ctx } = await bench.open(fixture, wanted);
      return connector.check(ctx);
    }),
    (error) => assertConnectorError(error, kind),
  );
}

const checkAuth: ConformanceCheck = {
  id: 'check.auth',
  level: 'MUST',
  title: 'check says "auth" of a wrong credential',
  run: (bench) =>
    expectKind(bench, (fixture) => need(fixture.badCredential, 'this source has no credentials'), 'auth'),
};

const checkRefused: ConformanceCheck = {
  id: 'check.transient',
  level: 'MUST',
  title: 'check says "transient" of a source that is not there now',
  run: (bench) =>
    expectKind(bench, (fixture) => need(fixture.refused, 'this source listens on no port'), 'transient'),
};

const consumesNothing: ConformanceCheck = {
  id: 'check.consumes-nothing',
  level: 'MUST',
  title: 'check and discover take nothing away and move no cursor',
  modes: ['sync', 'stream'],
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(20);
    await fixture.load(rows);
    const before = await bench.open(fixture);
    for (let i = 0; i < 2; i++) {
      await before.connector.check(before.ctx);
      await before.connector.discover(before.ctx);
    }
    await before.stop();
    const pages = await bench.readAll(await bench.open(fixture), rows.length);
    assert.deepEqual(idsOf(pages).sort(), rows.map(({ id }) => id).sort());
  },
};

export const connectionChecks = [checkGood, checkAuth, checkRefused, consumesNothing];
