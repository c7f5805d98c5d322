import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Connector, Row } from 'lien-thong/sdk';

const WINDOW_MS = 300_000;

export const receive: NonNullable<Connector<{ secret: string }>['receive']> = async (ctx, request) => {
  const { 'webhook-id': id, 'webhook-timestamp': seconds = '', 'webhook-signature': given } = request.headers;
  const refused = { pages: [], reply: { status: 401, body: 'signature' } };
  if (!id || !given) return refused;
  const secret = await ctx.secret(ctx.config.secret);
  const digest = createHmac('sha256', secret)
    .update(`${id}.${seconds}.`)
    .update(request.raw)
    .digest('base64');
  const [left, right] = [Buffer.from(`v1,${digest}`), Buffer.from(given)];
  if (left.length !== right.length || !timingSafeEqual(left, right)) return refused;
  if (!(Math.abs(ctx.now().getTime() - Number(seconds) * 1000) < WINDOW_MS)) return refused;
  const { records } = JSON.parse(Buffer.from(request.raw).toString('utf8')) as { records: Row[] };
  const changes = records.map((data, i) => ({ op: 'put' as const, data, src: { uri: id, pos: String(i) } }));
  return {
    pages: [{ dataset: request.path, changes, cursor: null }],
    reply: { status: 202, body: '' },
    idempotencyKey: id,
  };
};
