import {
  type Connector,
  ConnectorError,
  type Ctx,
  defineConnector,
  type Manifest,
  type SourceDataset,
} from '../../src/sdk/index.ts';
import { routesOf, type WebhookConfig, type WebhookDataset } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { receive } from './receive.ts';

/** Shorter secrets are guessed from one captured delivery (NIST SP 800-107r1 §5.3.4: at least 112 bits). */
const SECRET_BYTES = 16;

function toSourceDataset(dataset: WebhookDataset): SourceDataset {
  const { name, key, idField, deleted } = dataset;
  const fields = [...new Set([...key, ...(idField === undefined ? [] : [idField])])];
  return {
    name,
    schema: dataset.schema ?? {
      type: 'object',
      properties: Object.fromEntries(
        [...fields, ...(deleted ? [deleted.field] : [])].map((field) => [field, {}]),
      ),
      required: fields,
    },
    key,
    deletes: deleted ? 'events' : 'none',
  };
}

function createWebhook(ctx: Ctx<WebhookConfig>): Connector<WebhookConfig> {
  const routes = routesOf(ctx.config);
  return {
    async check({ config, secret }) {
      // Nobody can be asked: what can be wrong on this side is the secret.
      if (Buffer.byteLength(await secret(config.signature.secret)) < SECRET_BYTES)
        throw new ConnectorError(
          'config',
          `secret ${config.signature.secret} is shorter than ${SECRET_BYTES} bytes: anybody could guess it`,
        );
      return { ok: true, detail: `listens at ${[...routes.keys()].map((path) => `/${path}`).join(', ')}` };
    },
    discover: async ({ config }) => config.datasets.map(toSourceDataset),
    receive: (current, request) => receive(current, routes, request),
  };
}

export const webhook = defineConnector<WebhookConfig>({
  manifest: manifest as Manifest,
  create: createWebhook,
});
