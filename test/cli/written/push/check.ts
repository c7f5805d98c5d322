import { ConnectorError, type Ctx } from 'lien-thong/sdk';

export async function check(ctx: Ctx<{ secret: string }>): Promise<{ ok: true; detail?: string }> {
  const { secret } = ctx.config;
  if ((await ctx.secret(secret)).length < 16) throw new ConnectorError('config', `${secret} is too short`);
  return { ok: true };
}
