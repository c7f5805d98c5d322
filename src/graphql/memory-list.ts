import type { HubContext } from './context.ts';
import { type List, type Row, toConnection } from './list.ts';
import type { Connection, ListArgs } from './list-types.ts';
import { SortDirection, type SortTerm } from './order.ts';
import { matches } from './predicate-memory.ts';

/** Reads of rows that the hub holds in memory, with the arguments and cursors of every other list. */
export interface MemoryReader {
  page(context: HubContext, args: ListArgs): Connection;
}

export function readMemory(list: List, rowsOf: (context: HubContext) => readonly Row[]): MemoryReader {
  return {
    page: (context, args) => {
      const plan = list.plan(context, args);
      const rows = rowsOf(context);
      const window = rows.filter((row) => matches(plan.window, row));
      return toConnection(context, plan, sortRows(window, plan.terms), async () => count(rows, plan.where));
    },
  };
}

function count(rows: readonly Row[], where: Parameters<typeof matches>[0]): number {
  return rows.reduce((total, row) => total + Number(matches(where, row)), 0);
}

function sortRows(rows: Row[], terms: readonly SortTerm[]): Row[] {
  return rows.sort((a, b) => {
    for (const [property, direction] of terms) {
      const order = compare(a[property] ?? null, b[property] ?? null, direction);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** By `<`, as the cursor's predicate compares, so that a page goes on where the last one ended. */
function compare(a: unknown, b: unknown, direction: SortDirection): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  const isBefore = (a as string | number) < (b as string | number);
  return isBefore === (direction === SortDirection.ASC) ? -1 : 1;
}
