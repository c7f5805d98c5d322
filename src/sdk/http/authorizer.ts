import type { HttpAuth, OAuth2Client, PrivateKeyJwtClient } from './auth.ts';
import type { Authorize, Exchange } from './exchange.ts';
import { signMessage } from './message-signature.ts';
import { basicHeader, requestToken, type Token } from './token-client.ts';

/** Says which headers prove who we are. */
export interface Authorizer {
  headers: Authorize;
  /** Forgets what the source just refused; false when there is nothing fresher to try. */
  renew(): boolean;
}

function fixed(headers: Record<string, string>): Authorizer {
  return { headers: async () => headers, renew: () => false };
}

function bearerToken(
  client: OAuth2Client | PrivateKeyJwtClient,
  exchange: Exchange,
  now: () => number,
): Authorizer {
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
      return fixed({ authorization: basicHeader(auth.username, auth.password) });
    case 'apiKey':
      return fixed({ [auth.header]: auth.value });
    case 'bearer':
      return fixed({ authorization: `Bearer ${auth.token}` });
    case 'oauth2':
    case 'privateKeyJwt':
      return bearerToken(auth, exchange, now);
    case 'hmac':
      return { headers: async (url, request) => signMessage(auth, url, request, now()), renew: () => false };
  }
}
