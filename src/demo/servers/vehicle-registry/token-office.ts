import { randomBytes, timingSafeEqual } from 'node:crypto';

export interface TokenOffice {
  readonly clientId: string;
  readonly clientSecret: string;
  /** A token and its life in seconds (RFC 6749 §5.1), or null for credentials that are not ours. */
  issue(clientId: string, clientSecret: string): { token: string; expiresIn: number } | null;
  isValid(token: string): boolean;
  /** Every token issued so far stops working. */
  revokeAll(): void;
}

/** OAuth 2.0 client credentials (RFC 6749 §4.4) with short-lived opaque tokens. */
export function createTokenOffice(lifeSeconds: number, now: () => number): TokenOffice {
  const clientId = 'lien-thong';
  const clientSecret = randomBytes(24).toString('base64url');
  const tokens = new Map<string, number>();
  return {
    clientId,
    clientSecret,
    issue: (id, secret) => {
      if (id !== clientId || !isSame(secret, clientSecret)) return null;
      for (const [token, end] of tokens) if (end <= now()) tokens.delete(token);
      const token = randomBytes(24).toString('base64url');
      tokens.set(token, now() + lifeSeconds * 1_000);
      return { token, expiresIn: lifeSeconds };
    },
    isValid: (token) => (tokens.get(token) ?? 0) > now(),
    revokeAll: () => tokens.clear(),
  };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
