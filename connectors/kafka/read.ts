import { ConnectorError, type Ctx, type Json, type Page, type ReadRequest } from '../../src/sdk/index.ts';
import type { KafkaConfig, KafkaDataset } from './config.ts';
import { toCursor } from './cursor.ts';
import { openSession, type Session } from './session.ts';
import { toChange } from './to-change.ts';

/** Records as they come, in pages, each with the offsets behind it. Ends with the signal. */
export async function* readDataset(
  ctx: Ctx<KafkaConfig>,
  dataset: KafkaDataset,
  request: ReadRequest,
  sessions: Set<Session>,
): AsyncGenerator<Page> {
  const { source, signal } = ctx;
  if (!request.follow) throw new ConnectorError('unsupported', 'kafka has no end: it can only be followed');
  if (request.range) throw new ConnectorError('unsupported', 'kafka cannot be read again by range');
  const cursor = toCursor(request.cursor, source);
  const session = await openSession(ctx, dataset, cursor, request.pageBytes).catch((error: unknown) => {
    if (signal.aborted) return null; // stopped before it was open
    throw error;
  });
  if (!session) return;
  sessions.add(session);
  try {
    for (;;) {
      const batch = await session.take();
      if (batch === null) return;
      yield {
        dataset: dataset.name,
        changes: batch.records.map((taken) => toChange(taken, dataset)),
        cursor: session.cursor() as unknown as Json,
        ack: () => session.ack(batch),
      };
    }
  } finally {
    sessions.delete(session);
    await session.close();
  }
}
