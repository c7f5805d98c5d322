import type { Connector, Ctx, Json, Page } from '../../src/sdk/index.ts';
import { putsOf } from './create-test-ctx.ts';

export const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
export const idsOf = (pages: Page[]) => putsOf(pages).map((row) => row.id);
export const ackAll = async (pages: Page[]) => {
  for (const page of pages) await page.ack?.();
};

/** Follows the first dataset of a stream, page by page, as the hub does; nothing is acknowledged by itself. */
export async function followPages<C>(
  { connector, ctx, stop }: { connector: Connector<C>; ctx: Ctx<C>; stop: () => Promise<void> },
  { cursor = null, pageBytes = 1 << 20 }: { cursor?: Json; pageBytes?: number } = {},
) {
  const dataset = (await connector.discover(ctx))[0]!;
  const pages = connector.read!(ctx, { dataset, cursor, follow: true, pageBytes })[Symbol.asyncIterator]();
  const next = async (): Promise<Page> => (await pages.next()).value;
  return {
    connector,
    ctx,
    stop,
    next,
    /** Pages until so many records came; how many fall into one page is a matter of time. */
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
