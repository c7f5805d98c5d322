import type { ClusterMetadata } from '@platformatic/kafka';
import { ConnectorError, type Json } from '../../src/sdk/index.ts';

/** Offsets are 64-bit: they are written as text. `offsets`: partition → next offset to read. */
export interface TopicCursor {
  id: string;
  offsets: Record<string, string>;
}

/** Where a dataset stands; cluster and topic ids tell a topic from a later one of the same name. */
export interface KafkaCursor {
  cluster: string;
  topics: Record<string, TopicCursor>;
}

/** A cursor as it was stored; null for the first run. */
export function toCursor(cursor: Json | null, source: string): KafkaCursor | null {
  if (cursor === null) return null;
  const { cluster, topics } = cursor as unknown as KafkaCursor;
  if (typeof cluster === 'string' && typeof topics === 'object' && topics !== null)
    return structuredClone({ cluster, topics });
  throw new ConnectorError('drift', `${source}: the cursor is not one of this connector; reset it`);
}

/** Throws `drift` when cluster or topic is not the one that was read. */
export function assertSameTopics(
  cursor: KafkaCursor | null,
  metadata: ClusterMetadata,
  source: string,
): void {
  if (!cursor) return;
  const advice = 'reset the cursor of this dataset to read the new one from its start';
  if (cursor.cluster !== metadata.id)
    throw new ConnectorError(
      'drift',
      `${source}: this is cluster ${metadata.id}, not ${cursor.cluster}; ${advice}`,
    );
  for (const [name, { id }] of metadata.topics) {
    const before = cursor.topics[name]?.id;
    if (before !== undefined && before !== id)
      throw new ConnectorError('drift', `${source}: topic ${name} was made again; ${advice}`);
  }
}
