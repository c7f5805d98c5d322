import type { NatsConnection } from '@nats-io/transport-node';
import type { Ctx } from '../../src/sdk/index.ts';
import type { NatsConfig, NatsDataset } from './config.ts';

/** Follows the connection until it is closed. */
export async function watch(
  ctx: Ctx<NatsConfig>,
  nc: NatsConnection,
  dataset: NatsDataset,
  on: { reset: () => void; fail: (error: unknown) => void },
): Promise<void> {
  const closed = nc.closed().then((error) => on.fail(error ?? new Error('closed')));
  for await (const status of nc.status()) {
    if (status.type === 'disconnect')
      ctx.log('warn', 'lost the server, trying again', { dataset: dataset.name });
    if (status.type === 'reconnect') on.reset();
    if (status.type === 'error') on.fail(status.error);
  }
  await closed;
}
