import pg from 'pg';
import type { Ctx } from '../../../src/sdk/index.ts';
import type { SqlConfig } from '../config.ts';
import type { Connection, Driver } from '../driver.ts';
import { bytesOf } from '../portion.ts';
import type { TextRow } from '../text-row.ts';
import { describePostgres } from './describe.ts';
import { postgresDialect } from './dialect.ts';
import { isServerError, toPostgresError } from './error.ts';

/** Rows of the first FETCH: few, because nobody knows yet how wide they are. */
const FIRST_ROWS = 16;
const MOST_ROWS = 5_000;

/** Values stay the text the server printed: a Date has milliseconds, a column may have microseconds. */
const asText = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

function sessionOptions(timeZone: string): string {
  const settings = {
    TimeZone: timeZone,
    DateStyle: 'ISO,YMD',
    IntervalStyle: 'iso_8601',
    extra_float_digits: '1',
    default_transaction_read_only: 'on',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(/([\\ ])/g, '\\$1')}`)
    .join(' ');
}

/** A cut connection also says so by an event, and one that nobody hears ends the process; the query rejects anyway. */
const ignoreCut = () => undefined;

/** The last answer of what was sent together; the first refusal is the one to tell, those after it follow from it. */
async function inOrder<T>(...answers: [Promise<T>, ...Promise<T>[]]): Promise<T> {
  for (const answer of answers) answer.catch(() => undefined);
  for (const answer of answers.slice(0, -1)) await answer;
  return answers.at(-1)!;
}

async function connect(ctx: Ctx<SqlConfig>, address: URL): Promise<Connection> {
  const { config } = ctx;
  const where = {
    connectionString: address.href,
    connectionTimeoutMillis: 5_000,
    application_name: 'lien-thong',
  };
  const client = new pg.Client({
    ...where,
    statement_timeout: config.timeoutMs,
    // A little longer than the server's own limit: this one is for connections that died silently.
    query_timeout: config.timeoutMs + 2_000,
    keepAlive: true,
    options: sessionOptions(config.timeZone),
    types: asText,
    // What does not depend on an answer is sent along: a distant server is asked less often.
    pipeline: true,
  });
  let isOpen = true;
  client.on('error', ignoreCut);
  client.on('end', () => {
    isOpen = false;
  });
  await client.connect();
  const query = (text: string, values: readonly unknown[] = []) =>
    client.query<TextRow>(text, values as unknown[]);

  return {
    isOpen: () => isOpen,
    run: async (text, values) => (await query(text, values)).rows,
    // A cursor: each FETCH is a statement of its own with its own time limit, however slowly its rows are taken.
    async *stream(text, values, bytes) {
      try {
        let count = FIRST_ROWS;
        let fetched = inOrder(
          query('BEGIN READ ONLY'),
          query(`DECLARE rows NO SCROLL CURSOR FOR ${text}`, values),
          query(`FETCH ${count} FROM rows`),
        );
        for (;;) {
          const { rows } = await fetched;
          if (rows.length < count) {
            const committed = inOrder(query('COMMIT'));
            if (rows.length > 0) yield rows;
            await committed;
            return;
          }
          yield rows;
          const width = rows.reduce((sum, row) => sum + bytesOf(row), 0) / rows.length;
          count = Math.max(1, Math.min(MOST_ROWS, count * 16, Math.floor(bytes / width)));
          fetched = query(`FETCH ${count} FROM rows`);
        }
      } catch (error) {
        if (isServerError(error)) await query('ROLLBACK');
        throw error;
      }
    },
    describe: (from) => describePostgres(query, from),
    /** By a connection of its own: the busy one cannot be spoken to. */
    async cancel() {
      const other = new pg.Client(where);
      other.on('error', ignoreCut);
      try {
        await other.connect();
        await other.query('SELECT pg_cancel_backend($1)', [
          (client as unknown as { processID: number }).processID,
        ]);
      } finally {
        await other.end();
      }
    },
    close: () => client.end(),
  };
}

export const postgres: Driver = {
  title: 'PostgreSQL',
  version: `SELECT current_setting('server_version') AS version`,
  schemes: ['postgres', 'postgresql'],
  dialect: () => postgresDialect,
  connect,
  toError: toPostgresError,
  isServerError,
};
