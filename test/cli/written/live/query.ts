import { ConnectorError, type Ctx, type LiveQuery, type LiveResult, type Row } from 'lien-thong/sdk';

interface Config {
  baseUrl: string;
}

export async function query(ctx: Ctx<Config>, { dataset, keys, where }: LiveQuery): Promise<LiveResult> {
  const { maxKeys } = dataset.live!;
  if (where || !keys || keys.fields.join() !== 'id') throw new ConnectorError('unsupported', 'by id only');
  if (keys.values.length > maxKeys)
    throw new ConnectorError('unsupported', `not more than ${maxKeys} ids at once`);
  const applied = { where: false, orderBy: false, limit: false };
  if (keys.values.length === 0) return { rows: [], applied };
  const url = new URL('/records', ctx.config.baseUrl);
  for (const [id] of keys.values) url.searchParams.append('id', String(id));
  const response = await ctx.http(url);
  if (response.status !== 200) throw new ConnectorError('drift', `the source answers ${response.status}`);
  const { records } = (await response.json()) as { records: Row[] };
  return { rows: records, applied };
}
