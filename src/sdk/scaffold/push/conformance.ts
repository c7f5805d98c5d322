import { createHmac } from 'node:crypto';
import type { ConnectorHarness, FixtureSource } from 'lien-thong/sdk/harness';
import { connector } from './index.ts';

const SECRET = 'planted-sender-secret-6e33';

/**
 * The sender's side of a delivery, as in Standard Webhooks: HMAC-SHA256 over `ID.SECONDS.BODY`. Make it sign as your
 * source does.
 */
async function start(): Promise<FixtureSource> {
  return {
    good: { config: { secret: 'FIXTURE_SECRET' }, secrets: { FIXTURE_SECRET: SECRET } },
    dataset: 'records',
    load: async () => undefined,
    push: {
      path: 'records',
      write: (rows) => Buffer.from(JSON.stringify({ records: rows })),
      sign(raw, { at, id = 'delivery' }) {
        const seconds = String(Math.floor(at.getTime() / 1000));
        const signature = createHmac('sha256', SECRET)
          .update(`${id}.${seconds}.`)
          .update(raw)
          .digest('base64');
        return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
      },
    },
    stop: async () => undefined,
  };
}

export const harness: ConnectorHarness = {
  module: connector,
  pageBytes: 1 << 20,
  // Check id → why it makes no sense for this source. A reason must be written, and is printed with the result.
  skips: {},
  start,
};
