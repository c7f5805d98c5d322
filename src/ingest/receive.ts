import { Problem } from '../kernel/problem.ts';
import { INGEST_SOURCE_UNKNOWN } from '../kernel/problems/ingest.ts';
import type { Page } from '../sdk/index.ts';
import type { FedDataset } from './bound-dataset.ts';
import { toJudgedPages } from './judged-pages.ts';
import { addPage, emptyTotals } from './ledger.ts';
import type { RunDeps } from './run-deps.ts';
import { acknowledge, fail } from './run-outcome.ts';
import { toKeyFields } from './source-key.ts';

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
    const receipt = index === pages.length - 1 ? idempotencyKey : undefined;
    await storePage(targets[index]!, deps, page, receipt);
  }
  deps.health.ok(source);
  return reply;
}

/** One page of a message: a run of its own in the ledger, like one of a schedule. */
async function storePage(
  bound: FedDataset,
  deps: RunDeps,
  page: Page,
  receipt: string | undefined,
): Promise<void> {
  const source = bound.source.name;
  const run = await deps.ledger.open(source, bound.kind.name, 'push');
  const totals = emptyTotals();
  const once = (async function* () {
    yield page;
  })();
  try {
    const keyFields = toKeyFields(bound.binding, await bound.describe());
    const judgedPages = toJudgedPages(bound.kind, bound.binding, once, { keyFields });
    for await (const { ack: _, cursor: __, recall: ___, ...judged } of judgedPages)
      addPage(totals, await deps.door.write(bound.kind.name, { source, run, ...judged, receipt }));
  } catch (error) {
    await fail(error, run, totals, bound, deps);
    throw error;
  }
  await deps.ledger.close(run, 'SUCCEEDED', totals);
  await acknowledge(page.ack?.bind(page), deps.log, bound);
}
