import type pg from 'pg';
import { toError } from '../kernel/problem.ts';

/** Ready: the store answers and every source has had its first turn. */
export function createHealthCheck(pool: pg.Pool, isFirstSyncOver: () => boolean) {
  return async (): Promise<{ ready: boolean; reasons: string[] }> => {
    const reasons: string[] = [];
    try {
      await pool.query('SELECT 1');
    } catch (error) {
      reasons.push(`cơ sở dữ liệu không trả lời / the database does not answer: ${toError(error).message}`);
    }
    if (!isFirstSyncOver()) reasons.push('đang đồng bộ lần đầu / first sync is running');
    return { ready: reasons.length === 0, reasons };
  };
}
