import { ConnectorError, type Ctx } from 'lien-thong/sdk';
import type { Config } from './config.ts';

/**
 * Is the source there, and are we let in? Ask it something small through `ctx.http`: that throws "transient" by itself
 * where nobody answers. Of 401 and 403 throw `new ConnectorError('auth', …)`; take nothing away, move nothing.
 */
export async function check(ctx: Ctx<Config>): Promise<{ ok: true; detail?: string }> {
  throw new ConnectorError('bug', `${ctx.source}: check is not written yet`);
}
