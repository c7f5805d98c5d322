import { ConnectorError, type ConnectorErrorKind } from '../../../src/sdk/index.ts';

/** Error numbers (SQL Server documentation, "Database Engine events and errors") by who has to act. */
const KINDS: Record<number, ConnectorErrorKind> = {
  18456: 'auth', // login failed
  18452: 'auth',
  229: 'auth', // no right to the object
  230: 'auth', // no right to the column
  916: 'auth',
  4060: 'config', // no such database
  102: 'config', // no valid SQL
  156: 'config',
  207: 'drift', // no such column
  208: 'drift', // no such object
  241: 'unsupported', // a value the column's type cannot hold
  242: 'unsupported',
  245: 'unsupported',
  248: 'unsupported',
  8114: 'unsupported',
  8115: 'unsupported',
};

/** The server answered with an error: the session itself is sound. Severity 20 and above ends it. */
export function isServerError(error: unknown): boolean {
  const { number, class: severity = 0 } = error as { number?: number; class?: number };
  return typeof number === 'number' && severity < 20;
}

/** Any failure of tedious as a ConnectorError. Only words about names and rights are repeated, never values. */
export function toMssqlError(error: unknown, source: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const { number, code = '', message = '' } = error as { number?: number; code?: string; message?: string };
  const kind = number === undefined ? undefined : KINDS[number];
  if (number !== undefined) {
    const words = kind && kind !== 'unsupported' ? `: ${message}` : '';
    return new ConnectorError(kind ?? 'transient', `${source}: the database refused (${number}${words})`);
  }
  if (code === 'ELOGIN') return new ConnectorError('auth', `${source}: the database does not let us in`);
  return new ConnectorError(
    'transient',
    `${source}: the database cannot be reached (${code || 'connection lost'})`,
  );
}
