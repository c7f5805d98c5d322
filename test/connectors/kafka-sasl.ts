import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

export interface Login {
  username: string;
  password: string;
}

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const xor = (a: Buffer, b: Buffer) => Buffer.from(a.map((byte, index) => byte ^ b[index]!));

/** One connection's login, PLAIN (RFC 4616) or SCRAM-SHA-256 (RFC 5802): gives the answer, or null = refused. */
export function createSaslServer({ username, password }: Login): {
  choose(mechanism: string): void;
  answer(bytes: Buffer): { bytes: Buffer; isDone: boolean } | null;
} {
  let mechanism = '';
  let first: { bare: string; server: string; salt: Buffer } | undefined;
  return {
    choose(name) {
      mechanism = name;
      first = undefined;
    },
    answer(bytes) {
      const text = bytes.toString();
      if (mechanism === 'PLAIN')
        return text === `\0${username}\0${password}` ? { bytes: Buffer.alloc(0), isDone: true } : null;
      if (!first) {
        const bare = text.replace(/^n,,/, '');
        const salt = randomBytes(16);
        const nonce = /r=([^,]+)/.exec(bare)![1]! + randomBytes(12).toString('base64url');
        const server = `r=${nonce},s=${salt.toString('base64')},i=4096`;
        first = { bare, server, salt };
        return { bytes: Buffer.from(server), isDone: false };
      }
      const [withoutProof, proof] = text.split(',p=') as [string, string];
      const message = `${first.bare},${first.server},${withoutProof}`;
      const salted = pbkdf2Sync(password, first.salt, 4096, 32, 'sha256');
      const clientKey = hmac(salted, 'Client Key');
      const stored = createHash('sha256').update(clientKey).digest();
      if (!xor(clientKey, hmac(stored, message)).equals(Buffer.from(proof, 'base64'))) return null;
      const verifier = hmac(hmac(salted, 'Server Key'), message).toString('base64');
      return { bytes: Buffer.from(`v=${verifier}`), isDone: true };
    },
  };
}
