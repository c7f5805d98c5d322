import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Problem } from '../kernel/problem.ts';
import { QUERY_CURSOR_INVALID } from '../kernel/problems/query.ts';

export type CursorValue = string | number | boolean | null;

const NONCE = 12;
const TAG = 16;

/**
 * Opaque place in a sorted list: the sort it belongs to and the values of the row it stands on. Those values may be
 * ones that the reader may not see (a plate breaks ties), so the text is encrypted, and with that also checked.
 */
export function encodeCursor(key: Buffer, order: string, values: CursorValue[]): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify([order, ...values])), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** Refuses what this hub did not write, or wrote for another sort. */
export function decodeCursor(key: Buffer, cursor: string, order: string): CursorValue[] {
  const [writtenFor, ...values] = decrypt(key, Buffer.from(cursor, 'base64url'));
  if (writtenFor !== order)
    throw new Problem(QUERY_CURSOR_INVALID, {
      reason: { vi: 'thuộc về một orderBy khác', en: 'it belongs to another orderBy' },
    });
  return values;
}

function decrypt(key: Buffer, bytes: Buffer): CursorValue[] {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    const text = decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
    return JSON.parse(text) as CursorValue[];
  } catch (error) {
    throw new Problem(
      QUERY_CURSOR_INVALID,
      { reason: { vi: 'không do hub này cấp', en: 'this hub did not write it' } },
      { cause: error },
    );
  }
}
