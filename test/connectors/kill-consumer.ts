/**
 * A hub reduced to what matters when it is killed: pages are "committed" as one line of a file, records and cursor
 * together, and acknowledged afterwards. Started by `kill-bench.ts`, which ends it with SIGKILL.
 */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { kafka } from '../../connectors/kafka/index.ts';
import { mqtt } from '../../connectors/mqtt/index.ts';
import { nats } from '../../connectors/nats/index.ts';
import type { ConnectorModule, Json } from '../../src/sdk/index.ts';
import { createTestSource } from './create-test-ctx.ts';

const modules = { kafka, mqtt, nats } as unknown as Record<string, ConnectorModule>;
const [kind, config, file] = process.argv.slice(2) as [string, string, string];

/** A line without its end was never committed: the process died over it. */
function lastCursor(): Json | null {
  const lines = readFileSync(file, 'utf8').split('\n');
  const last = lines.at(-2);
  return last === undefined ? null : (JSON.parse(last) as { cursor: Json }).cursor;
}

const { connector, ctx } = await createTestSource(modules[kind]!, JSON.parse(config) as object as never);
const dataset = (await connector.discover(ctx))[0]!;
const out = openSync(file, 'a');
for await (const page of connector.read!(ctx, {
  dataset,
  cursor: lastCursor(),
  follow: true,
  pageBytes: 65_536,
})) {
  const ids = page.changes.map((change) => (change.op === 'put' ? change.data.id : change));
  writeSync(out, `${JSON.stringify({ ids, cursor: page.cursor })}\n`);
  fsyncSync(out);
  await page.ack?.();
}
closeSync(out);
