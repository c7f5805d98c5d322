import type { Log } from '../kernel/log.ts';
import { Problem } from '../kernel/problem.ts';
import { INGEST_CONNECTOR_UNKNOWN } from '../kernel/problems/ingest.ts';
import { createCtx } from '../sdk/create-ctx.ts';
import type { Connector, ConnectorModule, Ctx, SourceDefinition } from '../sdk/index.ts';
import { judgeConfig } from '../sdk/judge-config.ts';
import { readSecret } from '../sdk/secret-reference.ts';

export interface Opened {
  connector: Connector;
  ctx: Ctx;
  modes: readonly string[];
}

export interface OpenOptions {
  connectors: readonly ConnectorModule<never>[];
  environment: NodeJS.ProcessEnv;
  log: Log;
  signal: AbortSignal;
}

/** The module that a source names, or a Problem that lists those there are. */
export function findConnector(
  source: Pick<SourceDefinition, 'name' | 'connector'>,
  connectors: OpenOptions['connectors'],
): ConnectorModule {
  const known = connectors as readonly ConnectorModule[];
  const module = known.find((candidate) => candidate.manifest.name === source.connector);
  if (module) return module;
  throw new Problem(INGEST_CONNECTOR_UNKNOWN, {
    source: source.name,
    connector: source.connector,
    known: known.map((candidate) => candidate.manifest.name).join(', '),
  });
}

/** A source's connector, made with its judged configuration; nothing is asked of the source yet. */
export async function openConnector(source: SourceDefinition, options: OpenOptions): Promise<Opened> {
  const module = findConnector(source, options.connectors);
  const { manifest } = module;
  const config = judgeConfig(manifest, source.config, source.name, options.environment);
  const ctx = await createCtx({
    source: source.name,
    config,
    manifest,
    secrets: (name) => readSecret(name, options.environment),
    network: source.network ?? [],
    log: options.log,
    signal: options.signal,
  });
  return { connector: await module.create(ctx), ctx, modes: manifest.modes };
}
