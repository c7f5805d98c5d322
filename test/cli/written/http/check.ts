import { ConnectorError, type Ctx } from 'lien-thong/sdk';

interface Config {
  baseUrl: string;
}

export async function check(ctx: Ctx<Config>): Promise<{ ok: true; detail?: string }> {
  const { status } = await ctx.http(new URL('/records?limit=1', ctx.config.baseUrl));
  if (status === 401 || status === 403) throw new ConnectorError('auth', `the source answers ${status}`);
  return { ok: true };
}
