import { createFixedClock } from '../../src/kernel/clock.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { type CtxOptions, createCtx } from '../../src/sdk/create-ctx.ts';
import type { Connector, ConnectorModule, Ctx, Json, Page } from '../../src/sdk/index.ts';
import { judgeConfig } from '../../src/sdk/judge-config.ts';

export type TestCtxOptions = Partial<Omit<CtxOptions<object>, 'secrets'>> & {
  secrets?: Record<string, string>;
};

/** A source as the hub would set it up: configuration judged, context built, connector made. */
export async function createTestSource<C>(
  module: ConnectorModule<C>,
  config: Record<string, unknown>,
  { secrets = {}, ...options }: TestCtxOptions = {},
): Promise<{ connector: Connector<C>; ctx: Ctx<C>; stop: () => Promise<void> }> {
  const controller = new AbortController();
  const ctx = (await createCtx({
    source: 'test-source',
    manifest: module.manifest,
    log: silentLog,
    signal: controller.signal,
    clock: createFixedClock(new Date()),
    network: ['127.0.0.0/8', '::1/128'],
    http: { backoff: { baseMs: 1, maxMs: 2 } },
    ...options,
    config: judgeConfig<object>(module.manifest, config, 'test-source', {}),
    secrets: (name) => secrets[name],
  })) as Ctx<C>;
  const connector = await module.create(ctx);
  return {
    connector,
    ctx,
    stop: async () => {
      controller.abort(new Error('test over'));
      await connector.close?.();
    },
  };
}

export interface ReadOptions {
  cursor?: Json | null;
  pageBytes?: number;
  /** Calls page.ack after each page, as the hub does after its commit. */
  ack?: boolean;
  /** Leaves after so many pages, as a crash would. */
  stopAfter?: number;
}

/** All pages of one sync run. */
export async function readPages<C>(
  connector: Connector<C>,
  ctx: Ctx<C>,
  name: string,
  { cursor = null, pageBytes = 1 << 20, ack = true, stopAfter = Infinity }: ReadOptions = {},
): Promise<Page[]> {
  const datasets = await connector.discover(ctx);
  const dataset = datasets.find((candidate) => candidate.name === name)!;
  const pages: Page[] = [];
  for await (const page of connector.read!(ctx, { dataset, cursor, follow: false, pageBytes })) {
    pages.push(page);
    if (pages.length >= stopAfter) break;
    if (ack) await page.ack?.();
  }
  return pages;
}

export const putsOf = (pages: Page[]) =>
  pages.flatMap((page) => page.changes.flatMap((change) => (change.op === 'put' ? [change.data] : [])));

export const badsOf = (pages: Page[]) =>
  pages.flatMap((page) => page.changes.flatMap((change) => (change.op === 'bad' ? [change] : [])));
