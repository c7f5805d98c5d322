import { type ClusterMetadata, type ConnectionOptions, ConnectionPool, Consumer } from '@platformatic/kafka';
import type { Ctx } from '../../src/sdk/index.ts';
import type { KafkaConfig, KafkaDataset } from './config.ts';

/** Longest wait for a connection and for an answer. Milliseconds. */
const CONNECT_MS = 3_000;
const REQUEST_MS = 10_000;

/** The group's member of one dataset, and the connections that reading and committing have for themselves. */
export interface Client {
  consumer: Consumer;
  /** A broker answers the requests of one connection in order: fetching waits there, so nothing else may stand behind it. */
  fetches: ConnectionPool;
  commits: ConnectionPool;
  close(): Promise<void>;
}

async function toConnectionOptions({ config, secret }: Ctx<KafkaConfig>): Promise<ConnectionOptions> {
  const options: ConnectionOptions = { connectTimeout: CONNECT_MS, requestTimeout: REQUEST_MS };
  if (config.tls) {
    const tls: Record<string, string> = {};
    for (const [part, name] of Object.entries(config.tls)) tls[part] = await secret(name);
    options.tls = tls;
    options.tlsServerName = true;
  }
  if (config.sasl) {
    const { mechanism, username, password } = config.sasl;
    options.sasl = { mechanism, username, password: await secret(password) };
  }
  return options;
}

/** Nothing is connected yet. Throws `config` when a broker may not be reached. */
export async function createClient(ctx: Ctx<KafkaConfig>, dataset?: KafkaDataset): Promise<Client> {
  const { config, source } = ctx;
  for (const broker of config.brokers) await ctx.reach(broker.slice(0, broker.lastIndexOf(':')));
  const options = await toConnectionOptions(ctx);
  const clientId = `lien-thong-${source}`;
  const consumer = new Consumer({
    ...options,
    clientId,
    bootstrapBrokers: config.brokers,
    groupId: dataset ? `${config.groupId}-${dataset.name}` : config.groupId,
    autocommit: false,
    autocreateTopics: false,
    retries: 2,
    retryDelay: 250,
    sessionTimeout: config.sessionTimeoutMs,
    rebalanceTimeout: config.sessionTimeoutMs,
    heartbeatInterval: Math.min(3_000, config.sessionTimeoutMs / 3),
  });
  const [fetches, commits] = [new ConnectionPool(clientId, options), new ConnectionPool(clientId, options)];
  return {
    consumer,
    fetches,
    commits,
    async close() {
      const ends = [consumer.close(true), fetches.close(), commits.close()];
      // A broker that is gone cannot be told good-bye; the group notices by itself.
      const patience = new Promise((resolve) => setTimeout(resolve, 1_500).unref());
      await Promise.race([Promise.allSettled(ends), patience]);
    },
  };
}

/** Where topics are now. Throws `config` when the cluster names a broker that may not be reached. */
export async function readMetadata(
  ctx: Ctx<KafkaConfig>,
  consumer: Consumer,
  topics: string[],
): Promise<ClusterMetadata> {
  const metadata = await consumer.metadata({ topics });
  for (const { host } of metadata.brokers.values()) await ctx.reach(host);
  return metadata;
}
