import { randomUUID } from 'node:crypto';
import { type Connector, ConnectorError, defineConnector, type Manifest } from '../../src/sdk/index.ts';
import type { MqttConfig } from './config.ts';
import { connected, startClient } from './connect.ts';
import manifest from './connector.json' with { type: 'json' };
import { readDataset } from './read.ts';

function createMqtt(): Connector<MqttConfig> {
  return {
    async check(ctx) {
      // A passing guest: the session that holds our messages is not touched.
      const client = await startClient(ctx, `${ctx.config.clientId}-check-${randomUUID().slice(0, 8)}`, true);
      client.on('error', () => {}); // `connected` reports it; without a listener it would end the process
      try {
        await connected(client, ctx);
        return { ok: true, detail: `${new URL(ctx.config.url).host} lets us in` };
      } finally {
        await client.endAsync(true);
      }
    },
    async discover(ctx) {
      return ctx.config.datasets.map(({ name, key, topicField, schema }) => ({
        name,
        schema: schema ?? {
          type: 'object',
          properties: Object.fromEntries(
            [...key, ...(topicField ? [topicField] : [])].map((field) => [field, {}]),
          ),
          required: key,
        },
        key,
        deletes: 'none' as const,
      }));
    },
    read(ctx, request) {
      const dataset = ctx.config.datasets.find(({ name }) => name === request.dataset.name);
      if (!dataset) throw new ConnectorError('config', `no dataset "${request.dataset.name}" is configured`);
      return readDataset(ctx, dataset, request);
    },
  };
}

export const mqtt = defineConnector<MqttConfig>({ manifest: manifest as Manifest, create: createMqtt });
