import { describe, expect, it } from 'vitest';
import { prefetch, readAhead } from '../../src/ingest/prefetch.ts';
import type { Page } from '../../src/sdk/index.ts';

interface Watch {
  asked: number;
  isClosed: boolean;
}

function counted(watch: Watch, until: number, failAt = Number.POSITIVE_INFINITY): AsyncIterable<number> {
  return (async function* () {
    try {
      for (let n = 1; n <= until; n++) {
        watch.asked = n;
        if (n === failAt) throw new Error(`at ${n}`);
        yield n;
      }
    } finally {
      watch.isClosed = true;
    }
  })();
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('prefetch', () => {
  it('keeps order, and asks for one page ahead and never two', async () => {
    const watch: Watch = { asked: 0, isClosed: false };
    const seen: number[] = [];
    for await (const n of prefetch(counted(watch, 5))) {
      await settled();
      seen.push(n);
      expect(watch.asked).toBe(Math.min(n + 1, 5));
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(watch.isClosed).toBe(true);
  });

  it('gives what came before a failure, then the failure, once', async () => {
    const watch: Watch = { asked: 0, isClosed: false };
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const pages = prefetch(counted(watch, 5, 3));
    expect(await pages.next()).toEqual({ value: 1, done: false });
    // The failure of the page ahead waits its turn while this one is written.
    await settled();
    expect(await pages.next()).toEqual({ value: 2, done: false });
    await settled();
    await expect(pages.next()).rejects.toThrow('at 3');
    expect(await pages.next()).toEqual({ value: undefined, done: true });
    await settled();
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it('closes the source when the reader leaves early', async () => {
    const watch: Watch = { asked: 0, isClosed: false };
    for await (const n of prefetch(counted(watch, 1_000))) if (n === 2) break;
    expect(watch).toEqual({ asked: 3, isClosed: true });
  });

  it('closes the source when the reader fails, and keeps its reason', async () => {
    const watch: Watch = { asked: 0, isClosed: false };
    const reading = (async () => {
      for await (const n of prefetch(counted(watch, 1_000, 2))) throw new Error(`reader at ${n}`);
    })();
    await expect(reading).rejects.toThrow('reader at 1');
    expect(watch.isClosed).toBe(true);
  });

  it('of nothing is nothing', async () => {
    const watch: Watch = { asked: 0, isClosed: false };
    expect(await prefetch(counted(watch, 0)).next()).toEqual({ value: undefined, done: true });
    expect(watch.isClosed).toBe(true);
  });
});

describe('reading ahead', () => {
  it('keeps the cursor that covers a page, although the connector has gone on with it', async () => {
    const cursor = { line: 0 };
    const acknowledged: number[] = [];
    const connector = (async function* (): AsyncGenerator<Page> {
      for (let page = 1; page <= 3; page++) {
        cursor.line = page * 10;
        yield { dataset: 'lines', changes: [], cursor, ack: () => void acknowledged.push(page) };
      }
    })();
    const lines: unknown[] = [];
    for await (const page of readAhead(connector)) {
      await settled();
      lines.push(page.cursor);
      await page.ack?.();
    }
    expect(lines).toEqual([{ line: 10 }, { line: 20 }, { line: 30 }]);
    expect(acknowledged).toEqual([1, 2, 3]);
  });
});
