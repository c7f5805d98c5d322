import { webhook } from '../../connectors/webhook/index.ts';
import type { ConnectorHarness, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { signDelivery } from '../connectors/webhook-sender.ts';

const SECRET = 'planted-webhook-secret-5b81';

const schema = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: { type: ['string', 'null'] },
    changed: { type: 'string', format: 'date-time' },
  },
  required: ['id'],
};

/** Nothing is asked, so there is no server: what is delivered goes straight to `receive`. */
async function start(): Promise<FixtureSource> {
  return {
    good: {
      config: {
        signature: { secret: 'FIXTURE_SECRET' },
        datasets: [{ name: 'roads', key: ['id'], schema, deleted: { field: 'deleted', value: true } }],
      },
      secrets: { FIXTURE_SECRET: SECRET },
    },
    dataset: 'roads',
    // A webhook's source keeps nothing that one could ask for.
    load: async () => undefined,
    push: {
      path: 'roads',
      write: (rows) => Buffer.from(JSON.stringify(rows)),
      sign: (raw, { at, id }) =>
        signDelivery({
          body: raw,
          secret: SECRET,
          timestamp: String(Math.floor(at.getTime() / 1000)),
          headers: id === undefined ? {} : { 'idempotency-key': id },
        }).headers,
    },
    stop: async () => undefined,
  };
}

const nothingToRead =
  'push: records are delivered to `receive`, there is nothing to read (see webhook.test.ts)';

export const webhookHarnesses: Record<string, ConnectorHarness> = {
  webhook: {
    module: webhook,
    pageBytes: 1 << 20,
    skips: {
      'read.records-fit': nothingToRead,
      'read.keys-unique': nothingToRead,
      'read.bad-is-a-value': nothingToRead,
      'read.resume-anywhere': nothingToRead,
      'read.cursor-round-trip': nothingToRead,
      'read.crash-anywhere': nothingToRead,
      'read.abort-stops': nothingToRead,
    },
    start,
  },
};
