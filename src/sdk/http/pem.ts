import { createPrivateKey, type KeyObject } from 'node:crypto';
import { ConnectorError } from '../contract.ts';

/** PEM as environment files hold it: on one line with `\n` written out, or on many. */
export function toPem(value: string): string {
  return value.includes('\n') ? value : value.replaceAll('\\n', '\n');
}

/** A private key from PEM (PKCS#8, PKCS#1, SEC1). Throws `config` that names the secret and nothing of its value. */
export function toPrivateKey(name: string, value: string, passphrase?: string): KeyObject {
  try {
    return createPrivateKey({ key: toPem(value), format: 'pem', ...(passphrase ? { passphrase } : {}) });
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'no PEM';
    throw new ConnectorError('config', `secret ${name} holds no private key that can be read (${code})`);
  }
}
