import { ConnectorError, type ConnectorErrorKind } from '../../src/sdk/index.ts';

/** SQLSTATE classes and codes by who has to act. First match wins. */
const KINDS: [prefix: string, kind: ConnectorErrorKind][] = [
  ['42P01', 'drift'], // undefined table
  ['42703', 'drift'], // undefined column
  ['42704', 'drift'], // undefined object: slot or publication
  ['42501', 'auth'], // insufficient privilege
  ['28', 'auth'],
  ['3D', 'config'], // no such database
  ['42', 'config'],
];

/** Class 55 says "slot is active" and "wal_level is too low": its words name slots and settings only. */
const QUOTABLE = /^(28|3D|42|55)/;

/** Any failure of pg as a ConnectorError. Values of rows never get into the message. */
export function toCdcError(error: unknown, source: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')) {
    const kind = KINDS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'transient';
    const words = QUOTABLE.test(code) ? `: ${message}` : '';
    return new ConnectorError(kind, `${source}: the database refused (SQLSTATE ${code}${words})`);
  }
  if (/^SASL/.test(message)) return new ConnectorError('auth', `${source}: the database asks for a password`);
  const reason = code || (/timeout/i.test(message) ? 'no answer in time' : 'connection lost');
  return new ConnectorError('transient', `${source}: the database cannot be reached (${reason})`);
}
