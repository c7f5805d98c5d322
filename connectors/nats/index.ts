import { jetstreamManager } from '@nats-io/jetstream';
import { type Connector, ConnectorError, defineConnector, type Manifest } from '../../src/sdk/index.ts';
import type { NatsConfig } from './config.ts';
import { openConnection } from './connect.ts';
import manifest from './connector.json' with { type: 'json' };
import { toNatsError } from './nats-error.ts';
import { readDataset } from './read.ts';
import type { Session } from './session.ts';

function createNats(): Connector<NatsConfig> {
  const sessions = new Set<Session>();
  return {
    async check(ctx) {
      const { stream, domain } = ctx.config;
      const nc = await openConnection(ctx, false);
      try {
        const jsm = await jetstreamManager(nc, { checkAPI: false, ...(domain ? { domain } : {}) });
        const { state } = await jsm.streams.info(stream);
        return { ok: true, detail: `stream ${stream} holds ${state.messages} messages` };
      } catch (error) {
        throw toNatsError(error, ctx.source);
      } finally {
        await nc.close();
      }
    },
    async discover(ctx) {
      return ctx.config.datasets.map(({ name, key, subjectField, schema }) => ({
        name,
        schema: schema ?? {
          type: 'object',
          properties: Object.fromEntries(
            [...key, ...(subjectField ? [subjectField] : [])].map((field) => [field, {}]),
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
      return readDataset(ctx, dataset, request, sessions);
    },
    async close() {
      await Promise.all([...sessions].map((session) => session.close()));
    },
  };
}

export const nats = defineConnector<NatsConfig>({ manifest: manifest as Manifest, create: createNats });
