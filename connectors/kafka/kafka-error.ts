import { ConnectorError } from '../../src/sdk/index.ts';

/** What the library's errors have in common; they hold the errors of the protocol in a tree. */
interface LibraryError {
  code?: string;
  message?: string;
  apiId?: string;
  cause?: unknown;
  errors?: unknown[];
}

/** Every code of the tree: the protocol's (`TOPIC_AUTHORIZATION_FAILED`), the library's, the system's. */
export function codesOf(error: unknown, depth = 0): string[] {
  if (error === null || typeof error !== 'object' || depth > 8) return [];
  const { apiId, code, cause, errors } = error as LibraryError;
  return [
    apiId,
    code,
    ...codesOf(cause, depth + 1),
    ...(errors ?? []).flatMap((one) => codesOf(one, depth + 1)),
  ].filter((found) => typeof found === 'string');
}

/** Codes after which the member must join again; until then nothing of it is accepted. */
const REJOIN = ['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'REBALANCE_IN_PROGRESS', 'FENCED_INSTANCE_ID'];

export const mustRejoin = (error: unknown) => codesOf(error).some((code) => REJOIN.includes(code));

/** Any failure of the client as a ConnectorError. Messages of the library are not passed on: they may quote what they were given. */
export function toKafkaError(error: unknown, source: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const codes = codesOf(error);
  const reason = codes.filter((code) => !code.startsWith('PLT_KFK_MULTIPLE')).at(0) ?? 'unknown';
  if (codes.includes('PLT_KFK_AUTHENTICATION') || codes.some((code) => /^SASL_|^UNSUPPORTED_SASL/.test(code)))
    return new ConnectorError('auth', `${source}: the broker refused the credentials (${reason})`);
  const denied = codes.find((code) => code.endsWith('_AUTHORIZATION_FAILED'));
  if (denied) return new ConnectorError('auth', `${source}: the broker does not let us in (${denied})`);
  const { message = '' } = (error ?? {}) as LibraryError;
  const topic = /^Unknown topic (\S+)\.$/.exec(message)?.[1];
  if (topic ?? codes.includes('UNKNOWN_TOPIC_OR_PARTITION'))
    return new ConnectorError('config', `${source}: there is no such topic${topic ? `: ${topic}` : ''}`);
  if (codes.some((code) => code.startsWith('PLT_KFK_UNSUPPORTED')))
    return new ConnectorError(
      'unsupported',
      `${source}: the broker is too old, or its records are compressed in a way we cannot read (${reason})`,
    );
  return new ConnectorError('transient', `${source}: the broker cannot be reached (${reason})`);
}
