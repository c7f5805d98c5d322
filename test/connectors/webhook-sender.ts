import { createHmac } from 'node:crypto';

export interface Delivery {
  body: string | Uint8Array;
  secret: string;
  /** Unix seconds as they are written. */
  timestamp: string;
  /** Signed too: `coverIdempotencyKey`. */
  coveredKey?: string;
  encoding?: 'hex' | 'base64';
  prefix?: string;
  headers?: Record<string, string>;
}

/** What an owner's system sends: the bytes and headers of one delivery, signed as connectors/webhook/README.md says. */
export function signDelivery(delivery: Delivery): { headers: Record<string, string>; raw: Uint8Array } {
  const { body, secret, timestamp, coveredKey, encoding = 'hex', prefix = '', headers = {} } = delivery;
  const raw = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const covered = coveredKey === undefined ? '' : `${coveredKey}.`;
  const signature = createHmac('sha256', secret)
    .update(`${timestamp}.${covered}`)
    .update(raw)
    .digest(encoding);
  return {
    raw,
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': prefix + signature,
      ...headers,
    },
  };
}
