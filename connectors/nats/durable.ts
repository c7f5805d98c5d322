import {
  AckPolicy,
  type ConsumerConfig,
  type ConsumerInfo,
  DeliverPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { NatsConfig, NatsDataset } from './config.ts';
import type { Position } from './position.ts';

/** Consumers of a stream share its name space, and every dataset has one of its own. */
export const durableName = (config: NatsConfig, dataset: NatsDataset) => `${config.durable}-${dataset.name}`;

/** The durable as the server knows it; null = it has none of that name. */
export async function findDurable(
  jsm: JetStreamManager,
  config: NatsConfig,
  dataset: NatsDataset,
): Promise<ConsumerInfo | null> {
  try {
    return await jsm.consumers.info(config.stream, durableName(config, dataset));
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.ConsumerNotFound) return null;
    throw error;
  }
}

function wanted(config: NatsConfig, { filterSubjects }: NatsDataset): Partial<ConsumerConfig> {
  return {
    ...(filterSubjects.length === 1
      ? { filter_subject: filterSubjects[0]! }
      : { filter_subjects: filterSubjects }),
    ack_wait: nanos(config.ackWaitMs),
    max_ack_pending: config.maxAckPending,
    // A server that gives up drops the message without a word. Giving up is done here, into the quarantine.
    max_deliver: -1,
  };
}

const filtersOf = ({ filter_subject, filter_subjects }: Partial<ConsumerConfig>) =>
  [...(filter_subjects ?? (filter_subject ? [filter_subject] : []))].sort().join(' ');

/** Throws when this durable would lose messages or bring those of others. */
function assertUsable(info: ConsumerInfo, dataset: NatsDataset, source: string): void {
  const { config, name } = info;
  const refuse = (reason: string): never => {
    throw new ConnectorError('config', `${source}: consumer ${name} ${reason}`);
  };
  if (config.deliver_subject) refuse('pushes; a pull consumer is needed');
  if (config.ack_policy !== AckPolicy.Explicit) refuse('is not acknowledged message by message');
  if ((config.max_deliver ?? -1) > 0)
    refuse('gives up after max_deliver and drops the message; set it to -1');
  if (filtersOf(config) !== [...dataset.filterSubjects].sort().join(' '))
    refuse(
      dataset.filterSubjects.length > 1
        ? 'has other filters; several filterSubjects need a server of version 2.10'
        : `has another filter: "${filtersOf(config)}"`,
    );
}

/**
 * The durable that this dataset is read with: made, or brought in line with the configuration. A new one starts
 * behind `position.floor`, on the first run at the stream's first message. Throws `config` when it may not be made or
 * cannot be used.
 */
export async function ensureDurable(
  ctx: Ctx<NatsConfig>,
  jsm: JetStreamManager,
  dataset: NatsDataset,
  found: ConsumerInfo | null,
  position: Position | null,
): Promise<ConsumerInfo> {
  const { config, source } = ctx;
  const name = durableName(config, dataset);
  let info = found;
  if (!info) {
    if (!config.manageConsumer)
      throw new ConnectorError('config', `${source}: stream ${config.stream} has no consumer ${name}`);
    info = await jsm.consumers.add(config.stream, {
      ...wanted(config, dataset),
      durable_name: name,
      ack_policy: AckPolicy.Explicit,
      ...(position
        ? { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: position.floor + 1 }
        : { deliver_policy: DeliverPolicy.All }),
    });
  } else if (config.manageConsumer && !info.config.deliver_subject) {
    const { ack_wait, max_ack_pending, max_deliver } = info.config;
    const want = wanted(config, dataset);
    const differs =
      ack_wait !== want.ack_wait ||
      max_ack_pending !== want.max_ack_pending ||
      (max_deliver ?? -1) > 0 ||
      filtersOf(info.config) !== filtersOf(want);
    if (differs) info = await jsm.consumers.update(config.stream, name, want);
  }
  assertUsable(info, dataset, source);
  return info;
}
