import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SignatureConfig } from './config.ts';

/** A digest of 32 bytes, exactly: the decoder of Node forgives what it does not understand. */
const WRITTEN = { hex: /^[0-9a-f]{64}$/i, base64: /^[A-Za-z0-9+/]{43}=$/ };

/** Unix seconds, no sign, no fraction. */
const SECONDS = /^\d{1,12}$/;

export interface SignedRequest {
  signature: string | undefined;
  timestamp: string | undefined;
  idempotencyKey: string | undefined;
  raw: Uint8Array;
}

/** What is wrong with a proof: a word for the sender, and nothing that helps to forge one. */
export type Refusal =
  | 'signature-missing'
  | 'signature-invalid'
  | 'timestamp-invalid'
  | 'timestamp-outside-window';

/**
 * HMAC-SHA256 over `timestamp + "." + raw bytes` (with `coverIdempotencyKey`: `timestamp + "." + key + "." + raw bytes`).
 * The timestamp is signed as it was written. Undefined = the request is the sender's own, and recent. `now` in ms.
 */
export function refuseSignature(
  config: SignatureConfig,
  secret: string,
  request: SignedRequest,
  now: number,
): Refusal | undefined {
  const { signature, timestamp } = request;
  if (signature === undefined || timestamp === undefined) return 'signature-missing';
  if (!SECONDS.test(timestamp)) return 'timestamp-invalid';
  const written = signature.startsWith(config.prefix) ? signature.slice(config.prefix.length) : '';
  if (!WRITTEN[config.encoding].test(written)) return 'signature-invalid';
  const expected = createHmac('sha256', secret)
    .update(signedText(config, request))
    .update(request.raw)
    .digest();
  if (!timingSafeEqual(expected, Buffer.from(written, config.encoding))) return 'signature-invalid';
  // Told only to somebody who has the secret: a clock that runs wrong is then easy to find.
  const ageSeconds = now / 1000 - Number(timestamp);
  return Math.abs(ageSeconds) > config.toleranceSeconds ? 'timestamp-outside-window' : undefined;
}

function signedText(config: SignatureConfig, { timestamp, idempotencyKey }: SignedRequest): string {
  return config.coverIdempotencyKey ? `${timestamp}.${idempotencyKey ?? ''}.` : `${timestamp}.`;
}
