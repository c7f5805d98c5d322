import type { Where } from '../sdk/index.ts';

/** A question in the hub's own field names. */
export interface LiveQuestion {
  where?: Where;
  orderBy?: [field: string, direction: 'asc' | 'desc'][];
  limit?: number;
  keys?: { field: string; values: string[] };
}
