import type { Socket } from 'node:net';
import { type ConnectionOptions, createConnection, type RowDataPacket } from 'mysql2';
import type { Connection as PromiseConnection } from 'mysql2/promise';
import { ConnectorError, type Ctx } from '../../../src/sdk/index.ts';
import type { SqlConfig } from '../config.ts';
import type { Connection, Driver } from '../driver.ts';
import { inPortions } from '../portion.ts';
import type { TextRow } from '../text-row.ts';
import { offsetMinutes } from '../zone.ts';
import { toMysqlColumn } from './describe.ts';
import { createMysqlDialect } from './dialect.ts';
import { isServerError, toMysqlError } from './error.ts';

/** Rows that mysql2 holds before it stops reading from the socket. */
const ROWS_AHEAD = 16;

/** A cut connection also says so by an event, and one that nobody hears ends the process; the query rejects anyway. */
const ignoreCut = () => undefined;

async function toOptions(ctx: Ctx<SqlConfig>, address: URL) {
  const tls = address.searchParams.get('tls');
  if (tls !== null && !['off', 'verify', 'unverified'].includes(tls))
    throw new ConnectorError('config', `${ctx.source}: tls=${tls} is none of off, verify, unverified`);
  return {
    host: address.hostname.replace(/^\[|\]$/g, ''),
    port: Number(address.port || 3306),
    user: decodeURIComponent(address.username),
    password: decodeURIComponent(address.password),
    database: decodeURIComponent(address.pathname.slice(1)),
    connectTimeout: 5_000,
    charset: 'utf8mb4',
    // Every column is printed by the server; these are for what a driver would turn into numbers or dates anyway.
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    decimalNumbers: false,
    jsonStrings: true,
    enableKeepAlive: true,
    // One statement per call, and no file of ours is ever sent to the server.
    multipleStatements: false,
    flags: ['-LOCAL_FILES'],
    // Lists of keys differ in length, each is a statement of its own: few are kept prepared.
    maxPreparedStatements: 32,
    ...(tls === 'verify' || tls === 'unverified' ? { ssl: { rejectUnauthorized: tls === 'verify' } } : {}),
  };
}

/** Times print in UTC, and nothing can be written. The limit has another name on each of the two servers. */
async function prepareSession(connection: PromiseConnection, timeoutMs: number): Promise<void> {
  await connection.query(`SET time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES'`);
  await connection.query('SET SESSION TRANSACTION READ ONLY');
  const [rows] = await connection.query<RowDataPacket[]>('SELECT version() AS version');
  const limit = /MariaDB/i.test(String(rows[0]!.version))
    ? `max_statement_time = ${timeoutMs / 1_000}`
    : `max_execution_time = ${timeoutMs}`;
  await connection.query(`SET SESSION ${limit}`);
}

function open(options: ConnectionOptions) {
  const raw = createConnection(options);
  raw.on('error', ignoreCut);
  const connection = raw.promise();
  return new Promise<{ raw: typeof raw; connection: typeof connection }>((resolve, reject) => {
    raw.connect((error) => {
      if (!error) return resolve({ raw, connection });
      raw.destroy();
      reject(error);
    });
  });
}

async function connect(ctx: Ctx<SqlConfig>, address: URL): Promise<Connection> {
  const options = await toOptions(ctx, address);
  const { raw, connection } = await open(options);
  let isOpen = true;
  const { stream: socket } = raw as unknown as { stream: Socket };
  socket.once('close', () => {
    isOpen = false;
  });
  try {
    await prepareSession(connection, ctx.config.timeoutMs);
  } catch (error) {
    raw.destroy();
    throw error;
  }

  return {
    isOpen: () => isOpen,
    async run(text, values) {
      // This timer is for connections that died silently; the server's own limit comes first.
      const statement = { sql: text, timeout: ctx.config.timeoutMs + 2_000 };
      const [rows] = await connection.execute<RowDataPacket[]>(statement, values as string[]);
      return rows as TextRow[];
    },
    async *stream(text, values, bytes) {
      const rows = raw.execute(text, values as string[]).stream({ highWaterMark: ROWS_AHEAD });
      yield* inPortions(rows as AsyncIterable<TextRow>, bytes);
    },
    async describe(from) {
      const [, fields] = await connection.query(`SELECT * FROM ${from} LIMIT 0`);
      return fields.map(toMysqlColumn);
    },
    async cancel() {
      const other = await open(options);
      try {
        await other.connection.query(`KILL QUERY ${Number(raw.threadId)}`);
      } finally {
        other.raw.destroy();
      }
    },
    close: () =>
      new Promise((closed) => {
        if (!isOpen) return closed();
        socket.once('close', () => closed());
        // Not `end`: it would wait for the rows that a reader has left behind.
        raw.destroy();
      }),
  };
}

export const mysql: Driver = {
  title: 'MySQL/MariaDB',
  version: 'SELECT version() AS version',
  schemes: ['mysql', 'mariadb'],
  dialect: ({ timeZone }) => createMysqlDialect(() => offsetMinutes(timeZone, new Date())),
  connect,
  toError: toMysqlError,
  isServerError,
};
