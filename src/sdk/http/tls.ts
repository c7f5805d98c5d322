import { createSecureContext } from 'node:tls';
import { ConnectorError } from '../contract.ts';
import { toPem } from './pem.ts';

/** Client certificate with its values; lives in memory only. */
export interface ClientTls {
  cert?: string;
  key?: string;
  /** Trusted instead of the public authorities. */
  ca?: string;
  passphrase?: string;
}

/**
 * `tls` as it stands in a source's configuration beside `auth`; every member is the NAME of a secret. `cert` (with its
 * chain) and `key` are PEM and go together (judged here: a form has no word for it), `passphrase` opens an encrypted
 * key, `ca` (PEM) may stand alone. Used for every https host of the source, its token server included (RFC 8705 §2). In
 * connector.json:
 *
 *     "tls": {
 *       "type": "object", "title": "Client certificate and own authority", "additionalProperties": false,
 *       "properties": {
 *         "cert": { "type": "string", "x-secret": true, "title": "Client certificate, PEM" },
 *         "key": { "type": "string", "x-secret": true, "title": "Its private key, PEM" },
 *         "ca": { "type": "string", "x-secret": true, "title": "Authority to trust instead of the public ones, PEM" },
 *         "passphrase": { "type": "string", "x-secret": true, "title": "Passphrase of the key" }
 *       }
 *     }
 */
export interface TlsConfig {
  cert?: string;
  key?: string;
  ca?: string;
  passphrase?: string;
}

/** The `tls` part of a judged configuration with its secrets looked up; undefined = none. Throws `config`. */
export async function toClientTls(
  config: object,
  secret: (name: string) => Promise<string>,
): Promise<ClientTls | undefined> {
  const { tls } = config as { tls?: TlsConfig };
  if (!tls) return undefined;
  if ((tls.cert === undefined) !== (tls.key === undefined))
    throw new ConnectorError('config', 'tls: cert and key go together');
  const found: ClientTls = {};
  for (const part of ['cert', 'key', 'ca'] as const) {
    const name = tls[part];
    if (name !== undefined) found[part] = toPem(await secret(name));
  }
  if (tls.passphrase !== undefined) found.passphrase = await secret(tls.passphrase);
  try {
    createSecureContext(found);
  } catch (error) {
    // The code says what is wrong (ERR_OSSL_X509_KEY_VALUES_MISMATCH); the message might quote what it read.
    const code = (error as { code?: string }).code ?? 'no PEM';
    const names = Object.values(tls).join(', ');
    throw new ConnectorError('config', `tls: ${names} do not make a certificate that can be used (${code})`);
  }
  return found;
}
