import type { KeyObject } from 'node:crypto';
import { ConnectorError } from '../contract.ts';
import type { AssertionAlgorithm, AssertionKey } from './client-assertion.ts';
import type { SigningKey } from './message-signature.ts';
import { toPrivateKey } from './pem.ts';

/** Credentials with their values; lives in memory only. */
export type HttpAuth =
  | { type: 'none' }
  | { type: 'basic'; username: string; password: string }
  | { type: 'apiKey'; header: string; value: string }
  | { type: 'bearer'; token: string }
  | OAuth2Client
  | PrivateKeyJwtClient
  | ({ type: 'hmac' } & SigningKey);

interface TokenRequest {
  tokenUrl: string;
  clientId: string;
  scope?: string;
}

/** OAuth 2.0 client credentials (RFC 6749 §4.4). */
export interface OAuth2Client extends TokenRequest {
  type: 'oauth2';
  clientSecret: string;
  /** Where the client's credentials go: the Basic header every server must accept (§2.3.1), or the body. */
  clientAuth: 'basic' | 'body';
}

/** OAuth 2.0 client credentials, the client proved by a signed assertion (RFC 7523 §2.2, §3). */
export interface PrivateKeyJwtClient extends TokenRequest, AssertionKey {
  type: 'privateKeyJwt';
  key: KeyObject;
}

/**
 * `auth` as it stands in a source's configuration. Members marked SECRET hold the NAME of a secret and are
 * `"x-secret": true` in connector.json. Each is one branch of
 * `"auth": { "type": "object", "required": ["type"], "discriminator": { "propertyName": "type" }, "oneOf": [ … ] }`,
 * with `"additionalProperties": false`:
 *
 * | type            | required                     | optional (default)                                                        |
 * | --------------- | ---------------------------- | ------------------------------------------------------------------------- |
 * | `none`          |                              |                                                                           |
 * | `basic`         | username, password SECRET    |                                                                           |
 * | `apiKey`        | key SECRET                   | header (`x-api-key`)                                                      |
 * | `bearer`        | token SECRET                 |                                                                           |
 * | `oauth2`        | tokenUrl, clientId, clientSecret SECRET | scope, clientAuth `basic`\|`body` (`basic`)                    |
 * | `privateKeyJwt` | tokenUrl, clientId, key SECRET (PEM) | algorithm `RS256`\|`PS256`\|`ES256` (`RS256`), keyId, audience (tokenUrl), scope, passphrase SECRET |
 * | `hmac`          | keyId, secret SECRET         | encoding of the secret `utf8`\|`base64` (`utf8`), label (`sig1`), headers: string[] (`[]`) |
 *
 * `hmac` is RFC 9421, see `message-signature.ts` for what is signed. X-Road headers are plain `headers` of a dataset.
 * A client certificate stands beside it under `tls` (see `tls.ts`).
 */
export type AuthConfig =
  | { type: 'none' }
  | { type: 'basic'; username: string; password: string }
  | { type: 'apiKey'; header?: string; key: string }
  | { type: 'bearer'; token: string }
  | ({ type: 'oauth2'; clientSecret: string; clientAuth?: 'basic' | 'body' } & TokenRequest)
  | ({
      type: 'privateKeyJwt';
      key: string;
      passphrase?: string;
      algorithm?: AssertionAlgorithm;
      keyId?: string;
      audience?: string;
    } & TokenRequest)
  | {
      type: 'hmac';
      keyId: string;
      secret: string;
      encoding?: 'utf8' | 'base64';
      label?: string;
      headers?: string[];
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
    case 'bearer':
      return { type: 'bearer', token: await secret(auth.token) };
    case 'oauth2':
      return { clientAuth: 'basic', ...auth, clientSecret: await secret(auth.clientSecret) };
    case 'privateKeyJwt': {
      const { key: name, passphrase, algorithm = 'RS256', ...rest } = auth;
      const opened = passphrase === undefined ? undefined : await secret(passphrase);
      return { ...rest, algorithm, key: toPrivateKey(name, await secret(name), opened) };
    }
    case 'hmac': {
      const { keyId, secret: name, encoding = 'utf8', label = 'sig1', headers = [] } = auth;
      return { type: 'hmac', keyId, secret: Buffer.from(await secret(name), encoding), label, headers };
    }
    default:
      throw new ConnectorError(
        'config',
        `unknown kind of auth "${String((auth as { type: unknown }).type)}"`,
      );
  }
}
