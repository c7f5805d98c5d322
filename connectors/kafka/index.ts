import { type Connector, ConnectorError, defineConnector, type Manifest } from '../../src/sdk/index.ts';
import { createClient, readMetadata } from './client.ts';
import type { KafkaConfig } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { toKafkaError } from './kafka-error.ts';
import { readDataset } from './read.ts';
import type { Session } from './session.ts';

function createKafka(): Connector<KafkaConfig> {
  const sessions = new Set<Session>();
  return {
    async check(ctx) {
      const client = await createClient(ctx);
      const topics = [...new Set(ctx.config.datasets.flatMap(({ topics }) => topics))];
      try {
        const { brokers } = await readMetadata(ctx, client.consumer, topics);
        return { ok: true, detail: `${topics.length} topics on ${brokers.size} brokers` };
      } catch (error) {
        throw toKafkaError(error, ctx.source);
      } finally {
        await client.close();
      }
    },
    async discover(ctx) {
      return ctx.config.datasets.map(({ name, key, topicField, headersField, schema }) => ({
        name,
        schema: schema ?? {
          type: 'object',
          properties: Object.fromEntries(
            [...key, topicField, headersField].flatMap((field) => (field === undefined ? [] : [[field, {}]])),
          ),
          required: key,
        },
        key,
        deletes: 'events' as const,
      }));
    },
    read(ctx, request) {
      const dataset = ctx.config.datasets.find(({ name }) => name === request.dataset.name);
      if (!dataset) throw new ConnectorError('config', `no dataset "${request.dataset.name}" is configured`);
      return readDataset(ctx, dataset, request, sessions);
    },
    async close() {
      await Promise.all([...sessions].map((session) => session.close()));
    },
  };
}

export const kafka = defineConnector<KafkaConfig>({ manifest: manifest as Manifest, create: createKafka });
