import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idsOf } from './follow-pages.ts';
import { createNatsBench } from './nats-bench.ts';
import { createTestNats, natsServer, type TestNats } from './nats-server.ts';

describe.skipIf(!natsServer.isThere)(`${natsServer.title}: killed and restarted`, () => {
  let server: TestNats;
  beforeAll(async () => {
    server = await createTestNats();
  });
  afterAll(() => server.close());

  it('loses nothing when the server is killed with messages unacknowledged', {
    timeout: 60_000,
  }, async () => {
    const { makeStream, open } = createNatsBench(server);
    const stream = await makeStream({ storage: 'file' });
    await stream.send(1, 2, 3, 4);
    const { take, crash } = await open(stream, { batchRows: 2 });
    const [first] = await take(4);
    await first!.ack!();
    await server.server.stop('SIGKILL');
    await server.server.start();
    while (server.nc.isClosed() || !(await server.nc.rtt().catch(() => 0)))
      await new Promise((resolve) => setTimeout(resolve, 50));
    await stream.send(5, 6);
    const seen = new Set<unknown>();
    while (![3, 4, 5, 6].every((id) => seen.has(id))) {
      const [page] = await take(1);
      for (const id of idsOf([page!])) seen.add(id);
      await page!.ack!();
    }
    // What was acknowledged may come once more: nats-server writes its consumers' state every now and then.
    expect([...seen].every((id) => [1, 2, 3, 4, 5, 6].includes(id as number))).toBe(true);
    const info = await server.jsm.consumers.info(stream.name, 'hub-flow');
    expect(info.num_pending).toBe(0);
    await crash();
  });
});
