import assert from 'node:assert/strict';
import { idsOf } from './bench.ts';
import { type ConformanceCheck, need } from './check.ts';
import { assertConnectorError } from './manifest.checks.ts';
import { makeRows } from './rows.ts';

const NO_HTTP = 'this source does not speak HTTP';

const retryAfter: ConformanceCheck = {
  id: 'http.retry-after',
  level: 'MUST',
  title: '429 with Retry-After is waited out, and nothing is lost',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const fail = need(fixture.failNext, NO_HTTP);
    const rows = makeRows(10);
    await fixture.load(rows);
    const source = await bench.open(fixture);
    await source.dataset();
    fail.call(fixture, [{ status: 429, retryAfter: 1 }, { status: 503 }]);
    const started = performance.now();
    assert.equal(idsOf(await bench.readAll(source, rows.length)).length, rows.length);
    assert.ok(performance.now() - started >= 990, 'Retry-After is not honoured');
  },
};

const boundedAttempts: ConformanceCheck = {
  id: 'http.bounded-attempts',
  level: 'MUST',
  title: 'A source that keeps failing is asked a bounded number of times, then "transient" is said',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const fail = need(fixture.failNext, NO_HTTP);
    const calls = need(fixture.calls, 'this fixture does not count calls');
    await fixture.load(makeRows(10));
    const source = await bench.open(fixture);
    fail.call(
      fixture,
      Array.from({ length: 100 }, () => ({ status: 500 })),
    );
    const before = calls.call(fixture);
    await assert.rejects(bench.readAll(source, 10), (error) => assertConnectorError(error, 'transient'));
    const made = calls.call(fixture) - before;
    assert.ok(made <= 3, `${made} attempts of one request, 3 are allowed`);
  },
};

export const httpChecks = [retryAfter, boundedAttempts];
