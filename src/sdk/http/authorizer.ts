import { ConnectorError } from '../contract.ts';
import type { HttpAuth, OAuth2Client } from './auth.ts';
import { describeUrl, type Exchange } from './exchange.ts';

/** Says which headers prove who we are. */
export interface Authorizer {
  headers(): Promise<Record<string, string>>;
  /** Forgets what the source just refused; false when there is nothing fresher to try. */
  renew(): boolean;
}

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;

function fixed(headers: Record<string, string>): Authorizer {
  return { headers: async () => headers, renew: () => false };
}

interface Token {
  value: string;
  /** Epoch milliseconds after which it is not used any more. */
  until: number;
}

function toToken(body: unknown, where: string, now: number): Token {
  const { access_token: value, expires_in: seconds } = (body ?? {}) as Record<string, unknown>;
  if (typeof value !== 'string' || value === '')
    throw new ConnectorError('drift', `${where}: the answer holds no access_token`);
  const lifeMs = (Number(seconds) > 0 ? Number(seconds) : 300) * 1000;
  // Renewed a little early: a token must not expire on its way to the source.
  return { value, until: now + lifeMs - Math.min(30_000, lifeMs / 10) };
}

async function requestToken(client: OAuth2Client, exchange: Exchange, now: () => number): Promise<Token> {
  const url = new URL(client.tokenUrl);
  const where = describeUrl(url);
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (client.scope !== undefined) form.set('scope', client.scope);
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  if (client.clientAuth === 'basic') {
    // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
    headers.authorization = basic(
      encodeURIComponent(client.clientId),
      encodeURIComponent(client.clientSecret),
    );
  } else {
    form.set('client_id', client.clientId);
    form.set('client_secret', client.clientSecret);
  }
  const response = await exchange(url, { method: 'POST', headers, body: form.toString() });
  if (response.status >= 500 || response.status === 429)
    throw new ConnectorError('transient', `${where} answered ${response.status}`);
  if (response.status !== 200)
    throw new ConnectorError('auth', `${where} refused the client's credentials (${response.status})`);
  const body = await response.json().catch(() => undefined);
  return toToken(body, where, now());
}

function oauth2(client: OAuth2Client, exchange: Exchange, now: () => number): Authorizer {
  let current: Promise<Token> | undefined;
  let known: Token | undefined;
  // One request for a token however many calls are waiting for it.
  const token = () => {
    if (known && now() >= known.until) current = known = undefined;
    current ??= requestToken(client, exchange, now).then(
      (fresh) => {
        known = fresh;
        return fresh;
      },
      (error) => {
        current = undefined;
        throw error;
      },
    );
    return current;
  };
  return {
    headers: async () => ({ authorization: `Bearer ${(await token()).value}` }),
    renew: () => {
      current = known = undefined;
      return true;
    },
  };
}

export function createAuthorizer(
  auth: HttpAuth,
  exchange: Exchange,
  now: () => number = Date.now,
): Authorizer {
  switch (auth.type) {
    case 'none':
      return fixed({});
    case 'basic':
      return fixed({ authorization: basic(auth.username, auth.password) });
    case 'apiKey':
      return fixed({ [auth.header]: auth.value });
    case 'oauth2':
      return oauth2(auth, exchange, now);
  }
}
