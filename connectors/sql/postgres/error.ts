import { ConnectorError, type ConnectorErrorKind } from '../../../src/sdk/index.ts';

/** SQLSTATE classes and codes (PostgreSQL documentation, appendix A) by who has to act. First match wins. */
const KINDS: [prefix: string, kind: ConnectorErrorKind][] = [
  ['42P01', 'drift'], // undefined table
  ['42703', 'drift'], // undefined column
  ['42501', 'auth'], // insufficient privilege
  ['28', 'auth'],
  ['3D', 'config'], // no such database
  ['42', 'config'], // a query that is not valid SQL
  ['22', 'unsupported'], // a value the column's type cannot hold
];

/** Whether the server's words can be repeated: about names and rights, never about values. */
const QUOTABLE = /^(28|3D|42)/;

/** The server answered with an error: the connection itself is sound. */
export function isServerError(error: unknown): boolean {
  return /^[0-9A-Z]{5}$/.test((error as { code?: string }).code ?? '');
}

/** Any failure of pg as a ConnectorError. Values of rows or parameters never get into the message. */
export function toPostgresError(error: unknown, source: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const { code = '', message } = error as { code?: string; message?: string };
  if (isServerError(error)) {
    const words = QUOTABLE.test(code) ? `: ${message ?? ''}` : '';
    const kind = KINDS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'transient';
    return new ConnectorError(kind, `${source}: the database refused (SQLSTATE ${code}${words})`);
  }
  if (/^SASL/.test(message ?? ''))
    return new ConnectorError('auth', `${source}: the database asks for a password`);
  const reason = code || (/timeout/i.test(message ?? '') ? 'no answer in time' : 'connection lost');
  return new ConnectorError('transient', `${source}: the database cannot be reached (${reason})`);
}
