import { ConnectorError, type ConnectorErrorKind } from '../../../src/sdk/index.ts';

/** Server error numbers (MySQL and MariaDB share them) by who has to act; what is not listed may pass by itself. */
const KINDS: Record<number, ConnectorErrorKind> = {
  1044: 'auth', // no right to the database
  1045: 'auth', // wrong password
  1142: 'auth', // no right to the table
  1143: 'auth', // no right to the column
  1227: 'auth',
  1698: 'auth',
  1049: 'config', // no such database
  1064: 'config', // no valid SQL
  1054: 'drift', // no such column
  1146: 'drift', // no such table
  1264: 'unsupported', // a value out of range
  1292: 'unsupported', // a value the column's type cannot hold
  1366: 'unsupported',
};

/** The server answered with an error: the connection itself is sound. */
export function isServerError(error: unknown): boolean {
  const { errno, fatal } = error as { errno?: number; fatal?: boolean };
  return typeof errno === 'number' && errno >= 1_000 && errno < 5_000 && fatal !== true;
}

/** Any failure of mysql2 as a ConnectorError. Only words about names and rights are repeated, never values. */
export function toMysqlError(error: unknown, source: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const { errno = 0, code = '', sqlMessage, message } = error as Record<string, never> & { errno?: number };
  const kind = KINDS[errno];
  if (kind && kind !== 'unsupported')
    return new ConnectorError(kind, `${source}: the database refused (${errno}: ${sqlMessage ?? code})`);
  if (errno >= 1_000 && errno < 5_000)
    return new ConnectorError(kind ?? 'transient', `${source}: the database refused (${errno} ${code})`);
  const reason = code || (/timeout/i.test(String(message)) ? 'no answer in time' : 'connection lost');
  return new ConnectorError('transient', `${source}: the database cannot be reached (${reason})`);
}
