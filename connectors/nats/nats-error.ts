import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import {
  AuthorizationError,
  PermissionViolationError,
  UserAuthenticationExpiredError,
} from '@nats-io/transport-node';
import { ConnectorError } from '../../src/sdk/index.ts';

/** Names of errors that mean "not now". The message of the library may quote what it was given, so it is not passed on. */
const reasonOf = (error: unknown) =>
  (error as { code?: string }).code ?? (error instanceof Error ? error.name : 'unknown');

/** Any failure of the client as a ConnectorError. */
export function toNatsError(error: unknown, source: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  if (error instanceof AuthorizationError || error instanceof UserAuthenticationExpiredError)
    return new ConnectorError('auth', `${source}: the server refused the credentials`);
  if (error instanceof PermissionViolationError)
    return new ConnectorError('auth', `${source}: no permission for ${error.operation} of ${error.subject}`);
  if (error instanceof JetStreamApiError) {
    if (error.code === JetStreamApiCodes.StreamNotFound)
      return new ConnectorError('config', `${source}: there is no such stream`);
    const kind = error.status >= 500 ? 'transient' : 'config';
    return new ConnectorError(kind, `${source}: JetStream refused (${error.code}: ${error.message})`);
  }
  const cause = (error as { cause?: unknown } | null)?.cause;
  if (cause instanceof Error && cause !== error) return toNatsError(cause, source);
  return new ConnectorError('transient', `${source}: the server cannot be reached (${reasonOf(error)})`);
}
