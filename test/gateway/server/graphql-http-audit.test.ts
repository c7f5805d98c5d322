import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHub, type TestHub } from '../../support/hub.ts';

/** Every audit of the GraphQL over HTTP working draft, by the reference implementation, on the whole hub. */
describe('GraphQL over HTTP, audited', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub({ synced: false });
  });
  afterAll(() => hub.stop());

  const audits = serverAudits({ url: () => `${hub.url}/graphql` });

  it('has audits to pass', () => expect(audits.length).toBeGreaterThan(60));

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
    '%s %s',
    async (_id, _name, audit) => {
      const result = await audit.fn();
      expect('reason' in result ? result.reason : result.status).toBe('ok');
    },
  );
});
