import { ConnectorError } from '../../../src/sdk/index.ts';

interface S3Failure {
  name?: string;
  code?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
}

/** True when the object is not there. */
export function isMissingObject(error: unknown): boolean {
  const { name, $metadata } = error as S3Failure;
  return name === 'NoSuchKey' || name === 'NotFound' || $metadata?.httpStatusCode === 404;
}

/** The object is not the one that was listed: the next run sees that, and begins with it anew. */
export function changed(place: string): ConnectorError {
  return new ConnectorError('transient', `${place}: was changed while it was read; it will be read anew`);
}

/** What the store or the network said → who has to act. The message names place and code, nothing of the request. */
export function toS3Error(error: unknown, place: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const { name, code, $metadata } = error as S3Failure;
  const status = $metadata?.httpStatusCode;
  const said = `${place}: ${name ?? code ?? 'error'}${status === undefined ? '' : ` (HTTP ${status})`}`;
  if (status === 412) return changed(place);
  if (name === 'NoSuchBucket') return new ConnectorError('config', said);
  if (status === 401 || status === 403) return new ConnectorError('auth', said);
  if (status === 429 || status === 503 || name === 'SlowDown')
    return new ConnectorError('rate_limited', said);
  if (status === 301 || status === 400) return new ConnectorError('config', said);
  return new ConnectorError('transient', said);
}
