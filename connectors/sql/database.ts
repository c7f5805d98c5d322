import pg from 'pg';
import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { SqlConfig } from './config.ts';
import { isServerError, toSqlError } from './sql-error.ts';

/** A cut connection also says so by an event, and one that nobody hears ends the process; the query rejects anyway. */
const ignoreCut = () => undefined;

/** One row as the database prints it. */
export type TextRow = Record<string, string | null>;

export interface Field {
  name: string;
  tableID: number;
  columnID: number;
  dataTypeID: number;
}

export interface Database {
  /** One statement. Aborting the signal cancels it on the server. */
  run(
    text: string,
    parameters: readonly unknown[],
    signal: AbortSignal,
  ): Promise<{ rows: TextRow[]; fields: Field[] }>;
  close(): Promise<void>;
}

/** Values stay the text the server printed: a Date has milliseconds, a column may have microseconds. */
const asText = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

function sessionOptions(timeZone: string): string {
  const settings = {
    TimeZone: timeZone,
    DateStyle: 'ISO,YMD',
    IntervalStyle: 'iso_8601',
    default_transaction_read_only: 'on',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(/([\\ ])/g, '\\$1')}`)
    .join(' ');
}

/** The owner's database, opened to read only. */
export async function openDatabase(ctx: Ctx<SqlConfig>): Promise<Database> {
  const { config, source } = ctx;
  const connectionString = await ctx.secret(config.url);
  if (!/^postgres(ql)?:\/\//.test(connectionString))
    throw new ConnectorError('config', `${source}: the secret ${config.url} holds no postgres:// URL`);
  const connection = { connectionString, connectionTimeoutMillis: 5_000, application_name: 'lien-thong' };
  const pool = new pg.Pool({
    ...connection,
    max: config.poolSize,
    statement_timeout: config.timeoutMs,
    // A little longer than the server's own limit: this one is for connections that died silently.
    query_timeout: config.timeoutMs + 2_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    keepAlive: true,
    options: sessionOptions(config.timeZone),
    types: asText,
  });
  // The pool listens to idle clients only. One that the server ends while it is being closed must not end the process.
  pool.on('connect', (client) => void client.on('error', () => {}));
  pool.on('error', (error) => ctx.log('warn', toSqlError(error, source).message));

  /** By a connection of its own: the busy one cannot be spoken to, and the pool may be exhausted. */
  const cancel = async (processId: number) => {
    const client = new pg.Client(connection);
    client.on('error', ignoreCut);
    try {
      await client.connect();
      await client.query('SELECT pg_cancel_backend($1)', [processId]);
    } catch (error) {
      ctx.log('warn', toSqlError(error, source).message);
    } finally {
      await client.end();
    }
  };

  return {
    async run(text, parameters, signal) {
      signal.throwIfAborted();
      const client = await pool.connect().catch((error) => {
        throw toSqlError(error, source);
      });
      const stop = () => void cancel((client as unknown as { processID: number }).processID);
      signal.addEventListener('abort', stop, { once: true });
      client.on('error', ignoreCut);
      let broken = false;
      try {
        const result = await client.query<TextRow>(text, parameters as unknown[]);
        return { rows: result.rows, fields: result.fields };
      } catch (error) {
        broken = !isServerError(error);
        signal.throwIfAborted();
        throw toSqlError(error, source);
      } finally {
        signal.removeEventListener('abort', stop);
        client.off('error', ignoreCut);
        // Not used again: one that does not answer, and one that a cancel may still be on its way to.
        client.release(broken || signal.aborted);
      }
    },
    close: () => pool.end(),
  };
}
