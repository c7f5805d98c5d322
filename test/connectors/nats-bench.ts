import { nats } from '../../connectors/nats/index.ts';
import type { Json, Page } from '../../src/sdk/index.ts';
import { createTestSource, putsOf, type TestCtxOptions } from './create-test-ctx.ts';
import type { TestNats } from './nats-server.ts';

export const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
export const idsOf = (pages: Page[]) => putsOf(pages).map((row) => row.id);
export const ackAll = async (pages: Page[]) => {
  for (const page of pages) await page.ack?.();
};
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
    const { connector, ctx, stop } = await createTestSource(
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
    const dataset = (await connector.discover(ctx))[0]!;
    const pages = connector.read!(ctx, { dataset, cursor, follow: true, pageBytes })[Symbol.asyncIterator]();
    const next = async (): Promise<Page> => (await pages.next()).value;
    return {
      connector,
      ctx,
      stop,
      next,
      async take(count: number): Promise<Page[]> {
        const taken: Page[] = [];
        while (taken.flatMap((page) => page.changes).length < count) taken.push(await next());
        return taken;
      },
      async crash() {
        await stop();
        await pages.return?.();
      },
    };
  }
  const durable = (stream: string) => server.jsm.consumers.info(stream, 'hub-flow');

  return { makeStream, open, durable };
}
