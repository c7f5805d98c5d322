import { uuidv7 } from '../kernel/id.ts';
import { Problem } from '../kernel/problem.ts';
import { INGEST_SOURCE_UNKNOWN } from '../kernel/problems/ingest.ts';
import type { FedDataset } from './bound-dataset.ts';
import { addPage, emptyTotals } from './ledger.ts';
import { toJudgedPages } from './map.ts';
import type { RunDeps } from './run-deps.ts';

export interface PushRequest {
  headers: Record<string, string>;
  raw: Uint8Array;
  /** What follows the source's name in the URL. */
  path: string;
}

export interface PushReply {
  status: number;
  body: string;
}

/**
 * A message that a source sends by itself. The connector judges signature and form; its pages are committed, with the
 * message's idempotency key, before the reply goes out: a sender that hears 2xx may forget.
 */
export async function receivePush(
  fed: readonly FedDataset[],
  deps: RunDeps,
  source: string,
  request: PushRequest,
): Promise<PushReply> {
  const bindings = fed.filter((entry) => entry.source.name === source && entry.binding.mode === 'push');
  const [first] = bindings;
  if (!first?.connector.receive) {
    const known = [...new Set(fed.filter((e) => e.binding.mode === 'push').map((e) => e.source.name))].join(
      ', ',
    );
    throw new Problem(INGEST_SOURCE_UNKNOWN, { source, known });
  }
  const { pages, reply, idempotencyKey } = await first.connector.receive(first.ctx, request);
  if (idempotencyKey !== undefined) {
    const { rowCount } = await deps.pool.query('SELECT 1 FROM push_receipt WHERE source = $1 AND key = $2', [
      source,
      idempotencyKey,
    ]);
    if (rowCount) return reply;
  }
  const targets = pages.map((page) => bindings.find(({ binding }) => binding.from === page.dataset));
  const unknown = pages.find((_, index) => !targets[index]);
  if (unknown)
    return { status: 404, body: JSON.stringify({ error: `no dataset "${unknown.dataset}" is bound` }) };
  for (const [index, page] of pages.entries()) {
    const bound = targets[index]!;
    const run = uuidv7();
    const totals = emptyTotals();
    const once = (async function* () {
      yield page;
    })();
    for await (const { ack: _, cursor: __, ...judged } of toJudgedPages(bound.kind, bound.binding, once)) {
      const receipt = index === pages.length - 1 ? idempotencyKey : undefined;
      addPage(totals, await deps.door.write(bound.kind.name, { source, run, ...judged, receipt }));
    }
    await page.ack?.();
  }
  deps.health.ok(source);
  return reply;
}
