import assert from 'node:assert/strict';
import { idsOf, type OpenSource } from './bench.ts';
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

const idempotentOnly: ConformanceCheck = {
  id: 'http.idempotent-only',
  level: 'MUST',
  title: 'After a 5xx a request is made again only if it is safe to: GET, HEAD, or said to be idempotent',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const fail = need(fixture.failNext, NO_HTTP);
    await fixture.load(makeRows(10));
    const source = await bench.open(fixture);
    const dataset = await source.dataset();
    const unsafe: string[] = [];
    let asked = 0;
    const ctx: OpenSource['ctx'] = {
      ...source.ctx,
      http: (url, request = {}) => {
        asked += 1;
        const { method = 'GET', idempotent = false, body = '' } = request;
        if (method !== 'GET' && method !== 'HEAD' && !idempotent) unsafe.push(`${method} ${url} ${body}`);
        return source.ctx.http(url, request);
      },
    };
    fail.call(fixture, [{ status: 500 }]);
    const outcome = await bench.readAll({ ...source, ...source.readWith(ctx, dataset) }, 10).then(
      (pages) => ({ pages }),
      (error: unknown) => ({ error }),
    );
    assert.ok(asked > 0, 'calls reach the source beside ctx.http, where nothing says what may be repeated');
    assert.equal(new Set(unsafe).size, unsafe.length, 'a request that is not safe to repeat was repeated');
    if (unsafe.length === 0) assert.ok('pages' in outcome, 'safe requests only, and one 500 ended the run');
  },
};

export const httpChecks = [retryAfter, boundedAttempts, idempotentOnly];
