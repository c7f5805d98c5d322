import { once } from 'node:events';
import { Request, Connection as Tds, TYPES } from 'tedious';
import { ConnectorError, type Ctx } from '../../../src/sdk/index.ts';
import type { SqlConfig } from '../config.ts';
import type { Connection, Driver } from '../driver.ts';
import { inPortions } from '../portion.ts';
import type { TextRow } from '../text-row.ts';
import { offsetMinutes } from '../zone.ts';
import { DESCRIBE, toMssqlColumn } from './describe.ts';
import { createMssqlDialect } from './dialect.ts';
import { isServerError, toMssqlError } from './error.ts';
import { rowsOf } from './rows.ts';

function open(ctx: Ctx<SqlConfig>, address: URL): Promise<Tds> {
  const { config } = ctx;
  const flag = (name: string, otherwise: boolean) => {
    const value = address.searchParams.get(name);
    return value === null ? otherwise : value === 'true';
  };
  const tds = new Tds({
    server: address.hostname.replace(/^\[|\]$/g, ''),
    authentication: {
      type: 'default',
      options: {
        userName: decodeURIComponent(address.username),
        password: decodeURIComponent(address.password),
      },
    },
    options: {
      port: Number(address.port || 1433),
      database: decodeURIComponent(address.pathname.slice(1)),
      encrypt: flag('encrypt', true),
      trustServerCertificate: flag('trustServerCertificate', false),
      appName: 'lien-thong',
      // The engine has no session that only reads; this asks for a replica where there is one.
      readOnlyIntent: true,
      connectTimeout: 5_000,
      requestTimeout: config.timeoutMs,
      connectionRetryInterval: 500,
      maxRetriesOnTransientErrors: 0,
      useUTC: true,
    },
  });
  return new Promise((resolve, reject) => {
    tds.on('error', () => undefined); // a cut connection: the request that runs is told too
    tds.connect((error) => {
      if (!error) return resolve(tds);
      tds.close();
      reject(error);
    });
  });
}

/** All values are text: the statement converts them to the type of their column. */
function toRequest(text: string, values: readonly unknown[], done: (error?: Error | null) => void): Request {
  const request = new Request(text, done);
  for (const [index, value] of values.entries())
    request.addParameter(`p${index + 1}`, TYPES.NVarChar, value, { length: Number.POSITIVE_INFINITY });
  return request;
}

async function connect(ctx: Ctx<SqlConfig>, address: URL): Promise<Connection> {
  const tds = await open(ctx, address);
  let isOpen = true;
  tds.once('end', () => {
    isOpen = false;
  });
  const stream = (text: string, values: readonly unknown[]) =>
    rowsOf(
      (done) => toRequest(text, values, done),
      (request) => tds.execSql(request),
    );
  const run = async (text: string, values: readonly unknown[]) => {
    const rows: TextRow[] = [];
    for await (const row of stream(text, values)) rows.push(row);
    return rows;
  };
  return {
    isOpen: () => isOpen,
    run,
    stream: (text, values, bytes) => inPortions(stream(text, values), bytes),
    async describe(from) {
      const rows = await run(DESCRIBE, [`SELECT * FROM ${from}`]);
      if (rows.length === 0 || rows.some(({ declared }) => !declared))
        throw new ConnectorError(
          'drift',
          `${ctx.source}: what is read cannot be described: is it still there?`,
        );
      return rows.map(({ name, declared, nullable }) => toMssqlColumn(name!, declared!, nullable !== '0'));
    },
    // TDS has an attention signal: no second connection is needed.
    async cancel() {
      tds.cancel();
    },
    async close() {
      if (!isOpen) return;
      const ended = once(tds, 'end');
      tds.close();
      await ended;
    },
  };
}

export const mssql: Driver = {
  title: 'SQL Server',
  version: `SELECT CONVERT(varchar(40), SERVERPROPERTY('ProductVersion')) AS version`,
  schemes: ['mssql', 'sqlserver'],
  dialect: ({ timeZone }) => createMssqlDialect(() => offsetMinutes(timeZone, new Date())),
  connect,
  toError: toMssqlError,
  isServerError,
};
