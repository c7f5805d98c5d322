import assert from 'node:assert/strict';
import type { Page } from '../contract.ts';
import { type Bench, changesOf, idsOf, type OpenSource } from './bench.ts';
import { type ConformanceCheck, need } from './check.ts';
import { inPatience } from './patience.ts';
import { makeRows } from './rows.ts';

const STREAM = ['stream'] as const;

/** Pages until so many records came; how many fall into one page is a matter of time. */
function follow(source: OpenSource, bench: Bench) {
  const pages = source.pages()[Symbol.asyncIterator]();
  return {
    async take(count: number): Promise<Page[]> {
      const taken: Page[] = [];
      while (changesOf(taken).length < count) {
        const step = await inPatience(bench, pages.next(), `${count} records are waited for`);
        assert.ok(!step.done, 'the stream ended by itself');
        taken.push(step.value);
      }
      return taken;
    },
    async leave() {
      await source.stop();
      await pages.return?.();
    },
  };
}

const acknowledge = async (pages: readonly Page[]) => {
  for (const page of pages) await page.ack?.();
};

const redelivered: ConformanceCheck = {
  id: 'stream.redelivered',
  level: 'MUST',
  title: 'What was not acknowledged comes again, what was does not',
  modes: STREAM,
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(20);
    await fixture.load(rows.slice(0, 10));
    const first = follow(await bench.open(fixture), bench);
    await acknowledge(await first.take(10));
    await fixture.load(rows.slice(10));
    await first.take(10);
    await first.leave();
    const second = follow(await bench.open(fixture), bench);
    const again = idsOf(await second.take(10));
    assert.deepEqual(
      again,
      rows.slice(10).map(({ id }) => id),
    );
    await second.leave();
  },
};

const saturated: ConformanceCheck = {
  id: 'stream.saturated',
  level: 'MUST',
  title: 'With nothing acknowledged it holds back instead of filling memory, and goes on when there is room',
  modes: STREAM,
  async run(bench: Bench) {
    const fixture = await bench.start();
    const rows = makeRows(200);
    await fixture.load(rows);
    const source = await bench.open(fixture);
    const pages = source.pages()[Symbol.asyncIterator]();
    const held: Page[] = [];
    let next = pages.next();
    for (;;) {
      const step = await Promise.race([next, new Promise<undefined>((resolve) => setTimeout(resolve, 500))]);
      if (!step) break;
      held.push(step.value);
      next = pages.next();
    }
    assert.ok(changesOf(held).length < rows.length, 'everything was handed out without one acknowledgement');
    await acknowledge(held);
    const seen = [...held];
    while (idsOf(seen).length < rows.length) {
      const { value } = await inPatience(bench, next, 'all that came was acknowledged');
      seen.push(value);
      await value.ack?.();
      next = pages.next();
    }
    next.catch(() => undefined);
    assert.deepEqual(
      idsOf(seen),
      rows.map(({ id }) => id),
    );
  },
};

const reconnects: ConformanceCheck = {
  id: 'stream.reconnects',
  level: 'MUST',
  title: 'After the connection is cut it comes back by itself and loses nothing',
  modes: STREAM,
  async run(bench) {
    const fixture = await bench.start();
    const cut = need(fixture.cut, 'this fixture cannot cut connections');
    const rows = makeRows(20);
    await fixture.load(rows.slice(0, 10));
    const stream = follow(await bench.open(fixture), bench);
    const before = await stream.take(10);
    cut.call(fixture);
    await acknowledge(before);
    await fixture.load(rows.slice(10));
    const seen = new Set<string>();
    while (seen.size < 10 || !rows.slice(10).every(({ id }) => seen.has(id))) {
      const pages = await stream.take(1);
      for (const id of idsOf(pages)) seen.add(id);
      await acknowledge(pages);
    }
    await stream.leave();
  },
};

export const streamChecks = [redelivered, saturated, reconnects];
