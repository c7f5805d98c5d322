import { ConnectorError } from '../contract.ts';
import type { OAuth2Client, PrivateKeyJwtClient } from './auth.ts';
import { clientAssertion } from './client-assertion.ts';
import { describeUrl, type Exchange } from './exchange.ts';

/** An access token that was granted. */
export interface Token {
  value: string;
  /** Epoch milliseconds after which it is not used any more. */
  until: number;
}

export const basicHeader = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;

function toToken(body: unknown, where: string, now: number): Token {
  const { access_token: value, expires_in: seconds } = (body ?? {}) as Record<string, unknown>;
  if (typeof value !== 'string' || value === '')
    throw new ConnectorError('drift', `${where}: the answer holds no access_token`);
  const lifeMs = (Number(seconds) > 0 ? Number(seconds) : 300) * 1000;
  // Renewed a little early: a token must not expire on its way to the source.
  return { value, until: now + lifeMs - Math.min(30_000, lifeMs / 10) };
}

/** How the client proves itself to the token server: a header, or fields of the form. */
async function prove(
  client: OAuth2Client | PrivateKeyJwtClient,
  now: number,
): Promise<{ headers: Record<string, string>; fields: Record<string, string> }> {
  if (client.type === 'privateKeyJwt') return { headers: {}, fields: await clientAssertion(client, now) };
  const { clientId, clientSecret } = client;
  if (client.clientAuth === 'body')
    return { headers: {}, fields: { client_id: clientId, client_secret: clientSecret } };
  // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
  const authorization = basicHeader(encodeURIComponent(clientId), encodeURIComponent(clientSecret));
  return { headers: { authorization }, fields: {} };
}

/** Asks for a token (RFC 6749 §4.4). Throws `auth` when the client is refused, `transient` when the server is away. */
export async function requestToken(
  client: OAuth2Client | PrivateKeyJwtClient,
  exchange: Exchange,
  now: () => number,
): Promise<Token> {
  const url = new URL(client.tokenUrl);
  const where = describeUrl(url);
  const { headers, fields } = await prove(client, now());
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (client.scope !== undefined) form.set('scope', client.scope);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const response = await exchange(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...headers,
    },
    body: form.toString(),
  });
  if (response.status >= 500 || response.status === 429)
    throw new ConnectorError('transient', `${where} answered ${response.status}`);
  if (response.status !== 200)
    throw new ConnectorError('auth', `${where} refused the client's credentials (${response.status})`);
  const body = await response.json().catch(() => undefined);
  return toToken(body, where, now());
}
