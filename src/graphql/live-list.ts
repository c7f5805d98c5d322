import { batched } from './batch.ts';
import type { HubContext, LiveAsk } from './context.ts';
import { type List, type Row, toConnection } from './list.ts';
import type { Connection, ListArgs } from './list-types.ts';
import { isAlways } from './predicate.ts';
import { toLiveWhere } from './predicate-live.ts';

/** Reads of a live dataset: the owner is asked, nothing is kept. */
export interface LiveReader {
  page(context: HubContext, args: ListArgs): Promise<Connection>;
  /** By the identifying property; undefined = the owner does not know it. Batched. */
  byKey(context: HubContext, key: string): Promise<Row | undefined>;
}

export function readLive(list: List, dataset: string): LiveReader {
  const key = list.spec.id ?? 'id';
  return {
    page: async (context, args) => {
      const plan = list.plan(context, args);
      const ask: LiveAsk = {
        orderBy: plan.terms.map(([property, direction]) => [property, direction === 'ASC' ? 'asc' : 'desc']),
        limit: plan.first + 1,
        ...(isAlways(plan.window) ? {} : { where: toLiveWhere(plan.window) }),
      };
      const { records, refused } = await context.live(dataset, ask);
      // The contract has no count: an owner is not made to walk its whole register for a number.
      const page = toConnection(context, plan, records, async () => null);
      // Rows left out were on the page too: without them a full page would look like the last one.
      const hasMore = page.nodes.length > 0 && records.length + refused > plan.first;
      return { ...page, pageInfo: { ...page.pageInfo, hasNextPage: hasMore } };
    },
    byKey: (context, value) =>
      batched<string, Row>(context, `${dataset}.${key}`, async (keys) => {
        const { records } = await context.live(dataset, { keys: { field: key, values: keys } });
        return new Map(records.map((row) => [String(row[key]), row]));
      }).load(value),
  };
}
