import { ConnectorError, type Ctx, type Json, type Page, type ReadRequest } from '../../src/sdk/index.ts';
import type { NatsConfig, NatsDataset } from './config.ts';
import { toPosition } from './position.ts';
import { openSession, type Session } from './session.ts';
import { toChange } from './to-change.ts';

/**
 * Messages as they come, in pages. The server keeps the position; the cursor says how far everything was committed, so
 * that a lost durable, a new stream of the old name and dropped messages are noticed. Ends with the signal.
 */
export async function* readDataset(
  ctx: Ctx<NatsConfig>,
  dataset: NatsDataset,
  request: ReadRequest,
  sessions: Set<Session>,
): AsyncGenerator<Page> {
  const { source, config, signal } = ctx;
  if (!request.follow) throw new ConnectorError('unsupported', 'nats has no end: it can only be followed');
  if (request.range) throw new ConnectorError('unsupported', 'nats cannot be read again by range');
  const cursor = toPosition(request.cursor, source);
  const session = await openSession(ctx, dataset, cursor, request.pageBytes).catch((error: unknown) => {
    if (signal.aborted) return null; // stopped before it was open
    throw error;
  });
  if (!session) return;
  sessions.add(session);
  try {
    for (;;) {
      const page = await session.take();
      if (page === null) return;
      yield {
        dataset: dataset.name,
        changes: page.map((delivery) => toChange(delivery, dataset, config)),
        cursor: session.position() as unknown as Json,
        ack: () => session.ack(page),
      };
    }
  } finally {
    sessions.delete(session);
    await session.close();
  }
}
