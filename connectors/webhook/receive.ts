import { createHash } from 'node:crypto';
import type { Connector, Ctx } from '../../src/sdk/index.ts';
import { readBody } from './body.ts';
import { toPath, type WebhookConfig, type WebhookDataset } from './config.ts';
import { refuseSignature } from './signature.ts';
import { toChange } from './to-change.ts';

type Receive = NonNullable<Connector<WebhookConfig>['receive']>;
type Received = Awaited<ReturnType<Receive>>;

/** Visible ASCII: it goes into a column and a log. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

const refuse = (status: number, error: string, message: string): Received => ({
  pages: [],
  reply: { status, body: JSON.stringify({ error, message }) },
});

const MESSAGES = {
  'signature-missing': 'the headers with signature and timestamp are required',
  'signature-invalid': 'the signature does not fit the timestamp and the bytes of the body',
  'timestamp-invalid': 'the timestamp is not in Unix seconds',
  'timestamp-outside-window': "the timestamp is too far from the hub's clock: sign again when repeating",
};

/**
 * One delivery → one page and the reply. Nothing is said about paths or bodies before the sender has proved itself. The
 * hub sends 202 only after it has committed the page together with `idempotencyKey`.
 */
export async function receive(
  ctx: Ctx<WebhookConfig>,
  routes: ReadonlyMap<string, WebhookDataset>,
  request: Parameters<Receive>[1],
): Promise<Received> {
  const { signature, idempotencyHeader, maxBytes } = ctx.config;
  const { raw } = request;
  const headers = new Map(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const header = (name: string) => headers.get(name.toLowerCase())?.trim();

  // First of all: hashing a huge body would already be work done for a stranger.
  if (raw.length > maxBytes)
    return refuse(413, 'body-too-large', `the body is larger than ${maxBytes} bytes`);
  const key = header(idempotencyHeader);
  const timestamp = header(signature.timestampHeader);
  const proof = { signature: header(signature.header), timestamp, idempotencyKey: key, raw };
  const refusal = refuseSignature(signature, await ctx.secret(signature.secret), proof, ctx.now().getTime());
  if (refusal) {
    ctx.log('warn', 'delivery refused', { refusal, bytes: raw.length });
    return refuse(401, refusal, MESSAGES[refusal]);
  }
  const path = toPath(request.path);
  const dataset = routes.get(path);
  if (!dataset) return refuse(404, 'path-unknown', 'no dataset listens at this path');
  if (key !== undefined && !IDEMPOTENCY_KEY.test(key))
    return refuse(400, 'idempotency-key-invalid', 'the idempotency key is 1 to 200 visible ASCII characters');
  const elements = readBody(raw, header('content-type') ?? '', dataset);
  if ('error' in elements) return refuse(400, elements.error, elements.message);

  const digest = createHash('sha256').update(raw).digest('hex');
  const changes = elements.map((element) =>
    toChange(element, dataset, `webhook:/${path}`, digest.slice(0, 32)),
  );
  const refused = changes.filter(({ op }) => op === 'bad').length;
  return {
    pages: changes.length === 0 ? [] : [{ dataset: dataset.name, changes, cursor: null }],
    // Without a key, the very same signed message sent again is one delivery; signed anew, its records tell.
    idempotencyKey:
      key ?? `sha256-${createHash('sha256').update(`${path}.${timestamp}.${digest}`).digest('hex')}`,
    reply: { status: 202, body: JSON.stringify({ accepted: changes.length - refused, refused }) },
  };
}
