import { ConnectorError } from '../contract.ts';

/** Credentials with their values; lives in memory only. */
export type HttpAuth =
  | { type: 'none' }
  | { type: 'basic'; username: string; password: string }
  | { type: 'apiKey'; header: string; value: string }
  | OAuth2Client;

/** OAuth 2.0 client credentials (RFC 6749 §4.4). */
export interface OAuth2Client {
  type: 'oauth2';
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope?: string;
  /** Where the client's credentials go: the Basic header every server must accept (§2.3.1), or the body. */
  clientAuth: 'basic' | 'body';
}

/** `auth` as it stands in a source's configuration: secrets by NAME. */
type AuthConfig =
  | { type: 'none' }
  | { type: 'basic'; username: string; password: string }
  | { type: 'apiKey'; header?: string; key: string }
  | {
      type: 'oauth2';
      tokenUrl: string;
      clientId: string;
      clientSecret: string;
      scope?: string;
      clientAuth?: 'basic' | 'body';
    };

/** The `auth` part of a judged configuration with its secrets looked up. No such part = no credentials. */
export async function toHttpAuth(
  config: object,
  secret: (name: string) => Promise<string>,
): Promise<HttpAuth> {
  const auth = (config as { auth?: AuthConfig }).auth;
  switch (auth?.type) {
    case undefined:
    case 'none':
      return { type: 'none' };
    case 'basic':
      return { type: 'basic', username: auth.username, password: await secret(auth.password) };
    case 'apiKey':
      return { type: 'apiKey', header: auth.header ?? 'x-api-key', value: await secret(auth.key) };
    case 'oauth2':
      return { clientAuth: 'basic', ...auth, clientSecret: await secret(auth.clientSecret) };
    default:
      throw new ConnectorError(
        'config',
        `unknown kind of auth "${String((auth as { type: unknown }).type)}"`,
      );
  }
}
