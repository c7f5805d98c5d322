import { randomBytes, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { sha256Hex, uuidv7 } from '../kernel/id.ts';
import { Problem } from '../kernel/problem.ts';
import { ACCESS_KEY_INVALID } from '../kernel/problems/access.ts';
import { anonymous, type Policy, type Principal } from './principal.ts';

/** `hub_<prefix>_<secret>`: the prefix finds the row, the secret (256 random bits) is compared as SHA-256. */
const KEY_FORM = /^hub_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

export interface KeyBook {
  /** Makes a key; its text is returned once and stored nowhere. */
  issue(subsystem: string, role: string): Promise<string>;
  /** Who holds the key of an `authorization` header. Throws a Problem for a key that is not valid. */
  authenticate(authorization: string | undefined): Promise<Principal>;
}

interface KeyRow {
  id: string;
  secret_sha256: string;
  subsystem: string;
  role: string;
}

const CACHE_MS = 10_000;

export function createKeyBook(pool: pg.Pool, policies: readonly Policy[]): KeyBook {
  const byRole = new Map(policies.map((policy) => [policy.role, policy]));
  // Keys of the last seconds: a revoked key stops working within CACHE_MS.
  const cache = new Map<string, { principal: Principal; until: number }>();

  const find = async (key: string): Promise<Principal> => {
    const [, prefix, secret] = KEY_FORM.exec(key) ?? [];
    if (!prefix || !secret) throw new Problem(ACCESS_KEY_INVALID, {});
    const { rows } = await pool.query<KeyRow>(
      `SELECT id, secret_sha256, subsystem, role FROM api_key
       WHERE prefix = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      [prefix],
    );
    const row = rows[0];
    const policy = row && byRole.get(row.role);
    const given = Buffer.from(sha256Hex(secret), 'hex');
    const known = Buffer.from(row?.secret_sha256 ?? sha256Hex(''), 'hex');
    if (!timingSafeEqual(given, known) || !policy) throw new Problem(ACCESS_KEY_INVALID, {});
    // Only now: a try with a wrong secret is no use of the key.
    await pool.query('UPDATE api_key SET last_used_at = now() WHERE id = $1', [row.id]);
    return { subsystem: row.subsystem, role: row.role, grants: policy.grants, actions: policy.actions };
  };

  return {
    issue: async (subsystem, role) => {
      const prefix = randomBytes(6).toString('hex');
      const secret = randomBytes(32).toString('base64url');
      await pool.query(
        'INSERT INTO api_key (id, prefix, secret_sha256, subsystem, role) VALUES ($1, $2, $3, $4, $5)',
        [uuidv7(), prefix, sha256Hex(secret), subsystem, role],
      );
      return `hub_${prefix}_${secret}`;
    },
    authenticate: async (authorization) => {
      if (authorization === undefined || authorization === '') return anonymous;
      const key = /^Bearer (\S+)$/i.exec(authorization.trim())?.[1];
      if (!key) throw new Problem(ACCESS_KEY_INVALID, {});
      const digest = sha256Hex(key);
      const cached = cache.get(digest);
      if (cached && cached.until > Date.now()) return cached.principal;
      const principal = await find(key);
      if (cache.size > 10_000) cache.clear();
      cache.set(digest, { principal, until: Date.now() + CACHE_MS });
      return principal;
    },
  };
}
