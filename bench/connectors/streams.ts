/**
 * 2,000 messages a second for 20 s. Through one connector alone: no store, each page acknowledged at once; prints how long
 * a message takes from being sent to being in a page, and whether all came. With --stored through the real ingest into
 * PostgreSQL: how long until it is committed. The messages are sent by this same process.
 *
 *     npx tsx bench/connectors/streams.ts [--stored] [--kind nats|mqtt|kafka] [--rate 2000] [--seconds 20] [--commit-ms 0]
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { createTestSource } from '../../test/connectors/create-test-ctx.ts';
import { openBed } from '../ingest/bed.ts';
import { flowCase } from '../ingest/flow.case.ts';
import { openStream, streamKinds } from './stream-sources.ts';
import { followStored } from './stream-stored.ts';

const TICK_MS = 5;
/** After the last message was sent; what is not committed by then is missing. */
const PATIENCE_MS = 20_000;

const { values: flags } = parseArgs({
  options: {
    kind: { type: 'string' },
    stored: { type: 'boolean', default: false },
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
async function sendAll(send: (n: number) => void): Promise<void> {
  const started = performance.now();
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - started) * rate) / 1000));
    while (sent < due) send(sent++);
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
}

async function measure(kind: string): Promise<void> {
  const source = await openStream(kind, ['id']);
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
    sending = sendAll((id) => source.send(JSON.stringify({ id, sentAt: performance.now() })));
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
  report(kind, seen.size, pages, seconds, waits);
}

async function measureStored(kind: string): Promise<void> {
  const bed = await openBed([flowCase]);
  const stream = await openStream(kind, flowCase.key);
  try {
    await stream.ready();
    const follow = await followStored(bed, stream);
    const started = performance.now();
    await sendAll(follow.send);
    const patience = performance.now() + PATIENCE_MS;
    while (follow.committed < total && performance.now() < patience)
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    const seconds = (performance.now() - started) / 1000;
    await follow.stop();
    const { name } = bed.store.table(flowCase.dataset.entity);
    const { rows } = await bed.store.pool.query(`SELECT count(*)::int AS n FROM ${name}`);
    report(kind, rows[0].n, follow.pages, seconds, [...follow.waits]);
  } finally {
    await stream.close();
    await bed.close();
  }
}

function report(kind: string, arrived: number, pages: number, seconds: number, waits: number[]): void {
  waits.sort((a, b) => a - b);
  console.log(
    [
      kind.padEnd(6),
      `${arrived}/${total} messages`,
      `${Math.round(arrived / seconds)} msg/s`,
      `${Math.round(arrived / pages)} per page`,
      `p50 ${quantile(waits, 0.5).toFixed(1)} ms`,
      `p95 ${quantile(waits, 0.95).toFixed(1)} ms`,
      `p99 ${quantile(waits, 0.99).toFixed(1)} ms`,
    ].join('  '),
  );
}

const run = flags.stored ? measureStored : measure;
for (const kind of flags.kind ? [flags.kind] : streamKinds) await run(kind);
