/**
 * 2,000 messages a second for 20 s through one connector alone: no store, each page acknowledged at once. Prints how
 * long a message takes from being sent to being in a page, and whether all came.
 *
 *     npx tsx bench/connectors/streams.ts [--kind nats|mqtt|kafka] [--rate 2000] [--seconds 20] [--commit-ms 0]
 */
import { parseArgs } from 'node:util';
import { createTestSource } from '../../test/connectors/create-test-ctx.ts';
import type { StreamCase } from './stream-case.ts';
import { openStream, streamKinds } from './stream-sources.ts';

const TICK_MS = 5;

const { values: flags } = parseArgs({
  options: {
    kind: { type: 'string' },
    rate: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '20' },
    /** Pause before each acknowledgement, as long as a commit would take. */
    'commit-ms': { type: 'string', default: '0' },
  },
});
const rate = Number(flags.rate);
const total = rate * Number(flags.seconds);
const commitMs = Number(flags['commit-ms']);

const quantile = (sorted: number[], q: number) => sorted[Math.floor((sorted.length - 1) * q)] ?? Number.NaN;

/** Sends evenly, in small bursts: a timer per message cannot keep 2,000 a second. */
async function sendAll(source: StreamCase): Promise<void> {
  const started = performance.now();
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - started) * rate) / 1000));
    while (sent < due) source.send(JSON.stringify({ id: sent++, sentAt: performance.now() }));
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
}

async function measure(kind: string): Promise<void> {
  const source = await openStream(kind);
  const { connector, ctx, stop } = await createTestSource(
    source.module,
    source.config as Record<string, unknown>,
  );
  const dataset = (await connector.discover(ctx))[0]!;
  const waits: number[] = [];
  const seen = new Set<unknown>();
  let pages = 0;
  let started = 0;
  let sending: Promise<void> | undefined;
  try {
    await source.ready();
    const reading = connector.read!(ctx, { dataset, cursor: null, follow: true, pageBytes: 1 << 20 });
    started = performance.now();
    sending = sendAll(source);
    for await (const page of reading) {
      const now = performance.now();
      pages += 1;
      for (const change of page.changes) {
        if (change.op !== 'put') throw new Error(`refused: ${JSON.stringify(change)}`);
        if (!seen.has(change.data.id)) waits.push(now - Number(change.data.sentAt));
        seen.add(change.data.id);
      }
      if (commitMs > 0) await new Promise((resolve) => setTimeout(resolve, commitMs));
      await page.ack?.();
      if (seen.size >= total) break;
    }
    await sending;
  } finally {
    await stop();
    await source.close();
  }
  const seconds = (performance.now() - started) / 1000;
  waits.sort((a, b) => a - b);
  console.log(
    [
      kind.padEnd(6),
      `${seen.size}/${total} messages`,
      `${Math.round(seen.size / seconds)} msg/s`,
      `${Math.round(seen.size / pages)} per page`,
      `p50 ${quantile(waits, 0.5).toFixed(1)} ms`,
      `p95 ${quantile(waits, 0.95).toFixed(1)} ms`,
      `p99 ${quantile(waits, 0.99).toFixed(1)} ms`,
    ].join('  '),
  );
}

for (const kind of flags.kind ? [flags.kind] : streamKinds) await measure(kind);
