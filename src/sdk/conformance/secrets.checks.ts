import assert from 'node:assert/strict';
import type { ConformanceCheck } from './check.ts';
import { makeRows } from './rows.ts';

const neverSaid: ConformanceCheck = {
  id: 'secrets.never-said',
  level: 'MUST',
  title: 'No planted secret was said in any log line, error or page, in this check and all before it',
  async run(bench) {
    const fixture = await bench.start();
    await fixture.load(makeRows(5));
    for (const settings of [fixture.good, fixture.badCredential, fixture.refused]) {
      if (!settings) continue;
      const { connector, ctx, stop } = await bench.open(fixture, settings);
      // Errors are wanted here: the transcript has them.
      await connector.check(ctx).catch(() => undefined);
      await connector.discover(ctx).catch(() => undefined);
      await stop();
    }
    assert.deepEqual(bench.transcript.leaks(), [], 'places that said a secret');
  },
};

export const secretChecks = [neverSaid];
