import { ConnectorError, type Ctx } from 'lien-thong/sdk';
import type { Config } from './config.ts';

/** Nobody can be asked: see that the secret is there (`ctx.secret`) and long enough to sign with, then `{ ok: true }`. */
export async function check(ctx: Ctx<Config>): Promise<{ ok: true; detail?: string }> {
  throw new ConnectorError('bug', `${ctx.source}: check is not written yet`);
}
