import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { Column } from './column.ts';
import type { SqlConfig } from './config.ts';
import type { Connection, Dialect, Driver } from './driver.ts';
import { drivers } from './drivers.ts';
import { createPool } from './pool.ts';
import type { TextRow } from './text-row.ts';

export interface Database {
  driver: Driver;
  dialect: Dialect;
  /** One statement. Aborting the signal cancels it on the server. */
  run(text: string, values: readonly unknown[], signal: AbortSignal): Promise<TextRow[]>;
  /** Rows in portions of about `bytes`, no faster than they are taken. Leaving the loop ends the statement. */
  stream(
    text: string,
    values: readonly unknown[],
    bytes: number,
    signal: AbortSignal,
  ): AsyncIterable<TextRow[]>;
  describe(from: string, signal: AbortSignal): Promise<Column[]>;
  close(): Promise<void>;
}

function toAddress(text: string, driver: Driver, config: SqlConfig, source: string): URL {
  const wrong = () =>
    new ConnectorError('config', `${source}: the secret ${config.url} holds no ${driver.schemes[0]}:// URL`);
  if (!URL.canParse(text)) throw wrong();
  const address = new URL(text);
  if (!driver.schemes.includes(address.protocol.slice(0, -1))) throw wrong();
  return address;
}

/** The owner's database, opened to read only. */
export async function openDatabase(ctx: Ctx<SqlConfig>): Promise<Database> {
  const { config, source } = ctx;
  const driver = drivers[config.driver];
  const address = toAddress(await ctx.secret(config.url), driver, config, source);

  const connect = async () => {
    // Before each new session, not once: a name may stand for another address by then.
    await ctx.reach(address.hostname.replace(/^\[|\]$/g, ''));
    return driver.connect(ctx, address);
  };
  const pool = createPool<Connection>(connect, config.poolSize, config.timeoutMs);

  /** A session with its statement; whatever goes wrong in it is said in the hub's words. */
  async function* session<T>(
    signal: AbortSignal,
    work: (connection: Connection) => AsyncIterable<T>,
  ): AsyncGenerator<T> {
    signal.throwIfAborted();
    const connection = await pool.acquire().catch((error) => {
      signal.throwIfAborted();
      throw driver.toError(error, source);
    });
    const stop = () =>
      void connection
        .cancel()
        .catch((error) =>
          ctx.log('warn', `${source}: not cancelled: ${driver.toError(error, source).message}`),
        );
    signal.addEventListener('abort', stop, { once: true });
    // Left half way through: what is still to come would be taken for the next statement's answer.
    let broken = true;
    try {
      signal.throwIfAborted();
      yield* work(connection);
      broken = false;
    } catch (error) {
      broken = !driver.isServerError(error);
      signal.throwIfAborted();
      throw driver.toError(error, source);
    } finally {
      signal.removeEventListener('abort', stop);
      // Not used again either: one that a cancel may still be on its way to.
      pool.release(connection, broken || signal.aborted);
    }
  }
  const once = async <T>(signal: AbortSignal, work: (connection: Connection) => Promise<T>): Promise<T> => {
    const steps = session(signal, async function* (connection) {
      yield await work(connection);
    });
    let result: T | undefined;
    for await (const value of steps) result = value;
    return result as T;
  };

  return {
    driver,
    dialect: driver.dialect(config),
    run: (text, values, signal) => once(signal, (connection) => connection.run(text, values)),
    stream: (text, values, bytes, signal) =>
      session(signal, (connection) => connection.stream(text, values, bytes)),
    describe: (from, signal) => once(signal, (connection) => connection.describe(from)),
    close: () => pool.close(),
  };
}
