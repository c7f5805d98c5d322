import pg from 'pg';
import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import { toCdcError } from './cdc-error.ts';
import type { CdcConfig } from './config.ts';

/** One row as the database prints it. */
export type TextRow = Record<string, string | null>;

/** A cut connection also says so by an event, and one that nobody hears ends the process. */
const ignoreCut = () => undefined;

/** Values stay the text the server printed. */
export const asText = {
  getTypeParser: () => (text: string) => text,
} as unknown as pg.CustomTypesConfig;

const SETTINGS = '-c TimeZone=UTC -c DateStyle=ISO,YMD -c IntervalStyle=iso_8601 -c extra_float_digits=1';

/** A client for the source's database, connected. `replication` makes it one that can follow the log. */
export async function openSession(ctx: Ctx<CdcConfig>, replication = false): Promise<pg.Client> {
  const { config, source, signal } = ctx;
  const connectionString = await ctx.secret(config.url);
  if (!/^postgres(ql)?:\/\//.test(connectionString) || !URL.canParse(connectionString))
    throw new ConnectorError('config', `${source}: the secret ${config.url} holds no postgres:// URL`);
  await ctx.reach(new URL(connectionString).hostname.replace(/^\[|\]$/g, ''));
  signal.throwIfAborted();
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    application_name: 'lien-thong',
    keepAlive: true,
    options: SETTINGS,
    types: asText,
    ...(replication
      ? { replication: 'database' }
      : { statement_timeout: config.timeoutMs, query_timeout: config.timeoutMs + 2_000 }),
  } as pg.ClientConfig);
  client.on('error', ignoreCut);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw toCdcError(error, source);
  }
}

/** Work over a session that is closed whatever happens, and cut when the source is stopped. */
export async function withSession<T>(
  ctx: Ctx<CdcConfig>,
  work: (query: (text: string, values?: unknown[]) => Promise<TextRow[]>) => Promise<T>,
): Promise<T> {
  const client = await openSession(ctx);
  const cut = () =>
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  ctx.signal.addEventListener('abort', cut, { once: true });
  try {
    return await work(async (text, values = []) => (await client.query<TextRow>(text, values)).rows);
  } catch (error) {
    ctx.signal.throwIfAborted();
    throw toCdcError(error, ctx.source);
  } finally {
    ctx.signal.removeEventListener('abort', cut);
    await client.end();
  }
}
