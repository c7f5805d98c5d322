import type { Log } from '../kernel/log.ts';
import { Problem } from '../kernel/problem.ts';
import { CONFIG_INVALID } from '../kernel/problems/config.ts';
import { INGEST_MODE_UNSUPPORTED, INGEST_SOURCE_DATASET_UNKNOWN } from '../kernel/problems/ingest.ts';
import { STORE_DATASET_UNKNOWN } from '../kernel/problems/store.ts';
import type { Binding, Connector, Ctx, SourceDataset, SourceDefinition } from '../sdk/index.ts';
import { ConnectorError } from '../sdk/index.ts';
import type { RecordKind } from '../store/dataset.ts';
import type { BoundDataset } from './bound-dataset.ts';
import { type Opened, type OpenOptions, openConnector } from './open-connector.ts';

export interface BindOptions extends OpenOptions {
  sources: readonly SourceDefinition[];
  /** Stored datasets and live ones. */
  kinds: readonly RecordKind[];
}

/**
 * Judges every source before anything runs: its connector exists, its configuration fits, its bindings name
 * datasets that both sides know. Throws a Problem that names the place; a hub with a wrong line does not start.
 */
export async function bindSources(
  options: BindOptions,
): Promise<{ bound: BoundDataset[]; close(): Promise<void> }> {
  const bound: BoundDataset[] = [];
  const opened: Connector[] = [];
  const close = () => closeAll(opened.splice(0).reverse());
  try {
    for (const source of options.sources) {
      const made = await openConnector(source, options);
      opened.push(made.connector);
      const offer = createOffer(made.connector, made.ctx);
      await offer.tryNow(options.log);
      for (const binding of source.bindings) bound.push(bindOne(source, binding, offer, made, options.kinds));
    }
  } catch (error) {
    // The reason why the hub does not start matters more than a connector that does not close either.
    await close().catch(() => undefined);
    throw error;
  }
  return { bound, close };
}

/** All are closed, also after one that fails to; then the first failure is told. */
async function closeAll(connectors: Connector[]): Promise<void> {
  const failures: unknown[] = [];
  for (const connector of connectors)
    await connector.close?.().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** What a source offers, kept once it has answered. */
interface Offer {
  /** A source that does not answer at start stops nobody: it is asked again when it is needed. */
  tryNow(log: Log): Promise<void>;
  known(): SourceDataset[] | undefined;
  ask(): Promise<SourceDataset[]>;
  /** Asked anew, at most once a minute: a source may have changed while the hub was running. */
  askAgain(): Promise<SourceDataset[]>;
}

const ASK_AGAIN_MS = 60_000;

export function createOffer(connector: Connector, ctx: Ctx): Offer {
  let offered: SourceDataset[] | undefined;
  let askedAt = 0;
  const ask = async () => {
    if (!offered) {
      offered = await connector.discover(ctx);
      askedAt = Date.now();
    }
    return offered;
  };
  const askAgain = () => {
    if (Date.now() - askedAt > ASK_AGAIN_MS) offered = undefined;
    return ask();
  };
  return {
    ask,
    askAgain,
    known: () => offered,
    tryNow: async (log) => {
      try {
        await ask();
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        log.warn(
          { area: 'ingest', source: ctx.source, kind: error.kind, reason: error.message },
          'source did not answer at start',
        );
      }
    },
  };
}

function findOffered(source: SourceDefinition, binding: Binding, offered: SourceDataset[]): SourceDataset {
  const found = offered.find((candidate) => candidate.name === binding.from);
  if (found) return found;
  const known = offered.map((candidate) => candidate.name).join(', ');
  const where = { source: source.name, dataset: binding.to };
  throw new Problem(
    INGEST_SOURCE_DATASET_UNKNOWN,
    { source: source.name, from: binding.from, known },
    { where },
  );
}

/** Judges one binding against both sides; throws the Problem that names what is wrong. */
export function bindOne(
  source: SourceDefinition,
  binding: Binding,
  offer: Offer,
  { connector, ctx, modes }: Opened,
  kinds: readonly RecordKind[],
): BoundDataset {
  const where = { source: source.name, dataset: binding.to };
  const kind = kinds.find((candidate) => candidate.name === binding.to);
  if (!kind)
    throw new Problem(
      STORE_DATASET_UNKNOWN,
      { dataset: binding.to, known: kinds.map((candidate) => candidate.name).join(', ') },
      { where },
    );
  const offered = offer.known();
  const sourceDataset = offered && findOffered(source, binding, offered);
  // A stored dataset has a table; a live one has none and cannot be synced into.
  const isStored = 'entity' in kind;
  if (isStored === (binding.mode === 'live'))
    throw new Problem(
      CONFIG_INVALID,
      {
        path: `sources.${source.name}.${binding.to}.mode`,
        reason: isStored
          ? 'this dataset is stored: use sync, stream or push'
          : 'this dataset is live: use live',
      },
      { where },
    );
  const isAble =
    binding.mode === 'live'
      ? connector.query && (!sourceDataset || sourceDataset.live)
      : binding.mode === 'push'
        ? connector.receive
        : connector.read;
  if (!modes.includes(binding.mode) || !isAble)
    throw new Problem(
      INGEST_MODE_UNSUPPORTED,
      { source: source.name, connector: source.connector, mode: binding.mode },
      { where },
    );
  if (binding.mode === 'live' && !binding.fields)
    throw new Problem(
      CONFIG_INVALID,
      {
        path: `sources.${source.name}.${binding.to}.fields`,
        reason: 'a live binding needs a table of fields',
      },
      { where },
    );
  const describe = async (fresh = false) =>
    findOffered(source, binding, await (fresh ? offer.askAgain() : offer.ask()));
  return { source, binding, kind, connector, ctx, describe };
}
