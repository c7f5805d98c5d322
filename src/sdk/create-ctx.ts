import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { Problem } from '../kernel/problem.ts';
import { CONFIG_SECRET_MISSING } from '../kernel/problems/config.ts';
import { ConnectorError, type Ctx, type Manifest } from './contract.ts';
import { toHttpAuth } from './http/auth.ts';
import type { Fetch } from './http/exchange.ts';
import { createNetwork } from './http/network.ts';
import { toClientTls } from './http/tls.ts';
import { createHttpClient, type HttpClientOptions } from './http-client.ts';
import { createRedactor } from './redactor.ts';

export interface CtxOptions<C> {
  source: string;
  /** As `judgeConfig` gave it. */
  config: C;
  manifest: Manifest;
  /** Value of a secret by NAME; undefined = it has none. */
  secrets: (name: string) => string | undefined | Promise<string | undefined>;
  log: Log;
  /** Stopping the source: every wait and call listens to it. */
  signal: AbortSignal;
  clock?: Clock;
  /** CIDRs it may reach beyond the public internet: `network` of the source. */
  network?: readonly string[];
  http?: Pick<
    HttpClientOptions,
    'timeouts' | 'retries' | 'backoff' | 'maxWaitMs' | 'rateLimit' | 'breaker' | 'maxBytes'
  >;
  fetch?: Fetch;
}

/** Entries that look like addresses and are names: nobody calls an XML namespace. */
const NAMES = new Set(['namespace', 'soapAction']);

/** Origins of every http(s) address in a configuration: these, and no others, may be called for the source. */
function originsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return /^https?:\/\//.test(value) && URL.canParse(value) ? [new URL(value).origin] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    NAMES.has(name) || name.startsWith('@xmlns') ? [] : originsIn(inner),
  );
}

/** Globs of hosts, e.g. `*.gov.vn`; `*` = any host that the configuration names. */
function isPermitted(host: string, globs: readonly string[]): boolean {
  return globs.some(
    (glob) => glob === '*' || glob === host || (glob.startsWith('*.') && host.endsWith(glob.slice(1))),
  );
}

/** Everything a connector may use for one source: its configuration, HTTP with credentials, secrets, a log. */
export async function createCtx<C extends object>(options: CtxOptions<C>): Promise<Ctx<C>> {
  const { source, config, manifest, secrets, signal, clock } = options;
  const redactor = createRedactor();

  const secret = async (name: string) => {
    const value = await secrets(name);
    if (value === undefined || value === '')
      throw new Problem(CONFIG_SECRET_MISSING, { name, source }, { where: { source } });
    redactor.add(value);
    return value;
  };
  const log: Ctx['log'] = (level, message, fields = {}) =>
    options.log[level](
      { ...redactor.redact(fields), source, connector: manifest.name },
      redactor.redact(message),
    );

  const network = createNetwork({ source, grants: options.network ?? [] });
  const assertPermitted = (host: string) => {
    if (!isPermitted(host, manifest.permissions.net ?? []))
      throw new ConnectorError('config', `${source}: connector ${manifest.name} may not call ${host}`);
    network.assertLiteral(host);
  };
  const origins = originsIn(config);
  for (const origin of origins) assertPermitted(new URL(origin).hostname);
  const tls = await toClientTls(config, secret);
  const http = createHttpClient({
    source,
    auth: await toHttpAuth(config, secret),
    origins,
    log,
    signal,
    network,
    ...(tls ? { tls } : {}),
    ...(options.http ?? {}),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  const reach: Ctx['reach'] = async (host) => {
    assertPermitted(host);
    await network.assertHost(host);
  };
  return { source, config, signal, now: () => clock?.now() ?? new Date(), http, reach, secret, log };
}
