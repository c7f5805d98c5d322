import pg from 'pg';

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;
const NUMERIC = 1700;

/**
 * Values as the graph shows them: instants as ISO 8601 UTC text, civil dates as `yyyy-mm-dd`, counts as numbers.
 * A `Date` would turn a civil date into a moment of the server's time zone.
 */
const parsers: Record<number, (text: string) => unknown> = {
  [TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
  [DATE]: (text) => text,
  [INT8]: Number,
  [NUMERIC]: Number,
};

export function createPool(url: string, max: number, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    // No request waits longer for its answer, and no forgotten statement goes on for ever.
    statement_timeout: 60_000,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // An idle session may be cut by a restart of the server; the pool opens a new one on the next use.
  pool.on('error', onError);
  return pool;
}
