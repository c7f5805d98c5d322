import { nats } from '../../connectors/nats/index.ts';
import type { Json } from '../../src/sdk/index.ts';
import { createTestSource, type TestCtxOptions } from './create-test-ctx.ts';
import { followPages } from './follow-pages.ts';
import type { TestNats } from './nats-server.ts';

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Records what the connector logs. */
export function createLogCatcher() {
  const lines: { level: string; message: string; missing?: number }[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    lines.push({ level, message, ...fields });
  return { lines, log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } };
}

/** Streams of their own on one server, and the connector on them. */
export function createNatsBench(server: TestNats) {
  let names = 0;

  async function makeStream(config: object = {}) {
    const name = `S${++names}`;
    await server.stream(name, [`s${names}.>`], { storage: 'memory', ...config });
    const subject = `s${names}.c1.flow`;
    return {
      name,
      subject,
      send: async (...ids: number[]) => {
        for (const id of ids) await server.publish(subject, { id });
      },
    };
  }

  async function open(
    { name, subject }: { name: string; subject: string },
    {
      cursor = null,
      pageBytes = 1 << 20,
      ...config
    }: { cursor?: Json; pageBytes?: number; [key: string]: unknown } = {},
    options: TestCtxOptions = {},
  ) {
    const source = await createTestSource(
      nats,
      {
        servers: [server.url],
        stream: name,
        durable: 'hub',
        batchMs: 20,
        ackWaitMs: 1_000,
        datasets: [{ name: 'flow', filterSubjects: [subject.replace('c1', '*')], key: ['id'] }],
        ...config,
      },
      options,
    );
    return followPages(source, { cursor, pageBytes });
  }
  const durable = (stream: string) => server.jsm.consumers.info(stream, 'hub-flow');

  return { makeStream, open, durable };
}
