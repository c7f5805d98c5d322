import { type Connector, ConnectorError } from 'lien-thong/sdk';
import type { Config } from './config.ts';

/**
 * One delivery: `request.raw` are the bytes as they came, `request.headers` have lower-case names.
 *
 * - The signature is computed over the raw bytes, together with the time of sending, and compared in constant time
 *   (`timingSafeEqual` of node:crypto); wrong or older than some minutes = status 401 and no pages.
 * - `idempotencyKey` is the sender's id of the delivery. Remember nothing here: the hub commits, then replies.
 */
export const receive: NonNullable<Connector<Config>['receive']> = async (ctx, request) => {
  throw new ConnectorError('bug', `${ctx.source}: receive of /${request.path} is not written yet`);
};
