import { S3Client } from '@aws-sdk/client-s3';
import { ConnectorError, type Ctx } from '../../../src/sdk/index.ts';
import type { S3Config } from '../config.ts';

/** Tries per request, the first one counted. */
const MAX_ATTEMPTS = 3;
const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** A client for one bucket, once its host may be reached. It goes around `ctx.http`, so limits of its own are set. */
export async function openS3Client(ctx: Ctx<unknown>, config: S3Config): Promise<S3Client> {
  const { endpoint, region, bucket, forcePathStyle } = config;
  if (!URL.canParse(endpoint)) throw new ConnectorError('config', `s3 endpoint ${endpoint} is no address`);
  const { hostname } = new URL(endpoint);
  const host = hostname.replace(/^\[|\]$/g, '');
  await ctx.reach(forcePathStyle ? host : `${bucket}.${host}`);
  const [accessKeyId, secretAccessKey] = await Promise.all([
    ctx.secret(config.accessKeyId),
    ctx.secret(config.secretAccessKey),
  ]);
  return new S3Client({
    endpoint,
    region,
    forcePathStyle,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    // Stores that speak the protocol often do not know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
