import { type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { ConnectorError } from '../contract.ts';

export type AssertionAlgorithm = 'RS256' | 'PS256' | 'ES256';

/** What a client signs its assertions with. */
export interface AssertionKey {
  key: KeyObject;
  algorithm: AssertionAlgorithm;
  /** `kid` of the header, for servers that know several keys of a client. */
  keyId?: string;
  /** Default: the token endpoint's URL. */
  audience?: string;
}

/** An assertion is used once and at once. */
const LIFE_SECONDS = 60;

/** Form fields that prove a client to its token server (RFC 7523 §2.2). `at`: epoch milliseconds. */
export async function clientAssertion(
  client: AssertionKey & { clientId: string; tokenUrl: string },
  at: number,
): Promise<Record<string, string>> {
  const seconds = Math.floor(at / 1000);
  const header = { alg: client.algorithm, typ: 'JWT', ...(client.keyId ? { kid: client.keyId } : {}) };
  const jwt = new SignJWT()
    .setProtectedHeader(header)
    .setIssuer(client.clientId)
    .setSubject(client.clientId)
    .setAudience(client.audience ?? client.tokenUrl)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + LIFE_SECONDS)
    .setJti(randomUUID());
  const assertion = await jwt.sign(client.key).catch((error: Error) => {
    // An EC key with RS256, an RSA key of 1024 bits: the library's words hold nothing of the key, but its name is enough.
    throw new ConnectorError('config', `the private key cannot sign ${client.algorithm} (${error.name})`);
  });
  return {
    client_id: client.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
}
