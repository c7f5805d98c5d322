import { createLog } from '../../kernel/log.ts';
import type { Change, Connector, Ctx, Json, Page, Row, SourceDataset } from '../contract.ts';
import { createCtx } from '../create-ctx.ts';
import { judgeConfig } from '../judge-config.ts';
import type { ConnectorHarness, FixtureConfig, FixtureSource } from './harness.ts';
import { createTranscript, type Transcript } from './transcript.ts';

/** A connector opened on a fixture, as the hub opens it. */
export interface OpenSource {
  connector: Connector;
  ctx: Ctx;
  /** The fixture's dataset as the connector describes it. */
  dataset(): Promise<SourceDataset>;
  /** Pages of one run. A stream is followed, so it ends only by `stop` or by leaving the loop. */
  pages(cursor?: Json | null, pageBytes?: number): AsyncIterable<Page>;
  /** `pages` with another context, e.g. one whose HTTP is watched. */
  readWith(ctx: Ctx, dataset?: SourceDataset): Pick<OpenSource, 'pages'>;
  /** Aborts the signal and closes the connector. */
  stop(): Promise<void>;
}

/** What a check works with. Everything it opens is closed when it ends. */
export interface Bench {
  harness: ConnectorHarness;
  transcript: Transcript;
  isStream: boolean;
  start(): Promise<FixtureSource>;
  open(fixture: FixtureSource, settings?: FixtureConfig): Promise<OpenSource>;
  /** Changes of one run to its end; of a stream, until there are `count`. Pages are acknowledged. */
  readAll(source: OpenSource, count: number, cursor?: Json | null): Promise<Page[]>;
  dispose(): Promise<void>;
}

export function createBench(harness: ConnectorHarness, transcript = createTranscript()): Bench {
  const { module } = harness;
  const isStream = module.manifest.modes.includes('stream');
  const releases: (() => Promise<void>)[] = [];

  const open: Bench['open'] = async (fixture, settings = fixture.good) => {
    transcript.plant(Object.values(settings.secrets));
    const controller = new AbortController();
    const { manifest } = module;
    const ctx = (await createCtx({
      source: 'fixture',
      config: judgeConfig<object>(manifest, settings.config, 'fixture', {}),
      manifest,
      secrets: (name) => settings.secrets[name],
      log: createLog('debug', transcript.stream),
      signal: controller.signal,
      network: harness.network ?? ['127.0.0.0/8', '::1/128'],
      http: { retries: 2, backoff: { baseMs: 1, maxMs: 5 } },
    })) as Ctx;
    const connector = transcript.listen(await module.create(ctx));
    const dataset = async () => {
      const found = (await connector.discover(ctx)).find(({ name }) => name === fixture.dataset);
      if (!found) throw new Error(`discover does not offer "${fixture.dataset}"`);
      return found;
    };
    let stopped = false;
    const stop = async () => {
      if (stopped) return;
      stopped = true;
      controller.abort(new Error('the check has ended'));
      await connector.close?.();
    };
    releases.push(stop);
    const readWith: OpenSource['readWith'] = (given, known) => ({
      async *pages(cursor = null, pageBytes = harness.pageBytes) {
        yield* connector.read!(given, {
          dataset: known ?? (await dataset()),
          cursor,
          follow: isStream,
          pageBytes,
        });
      },
    });
    return { connector, ctx, dataset, stop, readWith, ...readWith(ctx) };
  };

  return {
    harness,
    transcript,
    isStream,
    open,
    async start() {
      const fixture = await harness.start();
      releases.push(() => fixture.stop());
      return fixture;
    },
    async readAll(source, count, cursor = null) {
      const pages: Page[] = [];
      for await (const page of source.pages(cursor)) {
        pages.push(page);
        await page.ack?.();
        if (isStream && changesOf(pages).length >= count) break;
      }
      return pages;
    },
    async dispose() {
      for (const release of releases.splice(0).reverse()) await release();
    },
  };
}

export function changesOf(pages: readonly Page[]): Change[] {
  return pages.flatMap((page) => page.changes);
}

export function putsOf(pages: readonly Page[]): Row[] {
  return changesOf(pages).flatMap((change) => (change.op === 'put' ? [change.data] : []));
}

export const idsOf = (pages: readonly Page[]): string[] => putsOf(pages).map((row) => String(row.id));
