import type { FeedEvent } from '../events/feed.ts';
import type { Dataset } from '../store/dataset.ts';
import { quoteName } from '../store/table.ts';
import type { HubContext } from './context.ts';
import type { Row } from './list.ts';
import { selectList } from './stored-list.ts';

/** Rows of an event, loaded once and shared by all subscribers of this process. */
const loads = new WeakMap<FeedEvent, Promise<Row[]>>();

function loadRows(context: HubContext, dataset: Dataset, event: FeedEvent): Promise<Row[]> {
  const known = loads.get(event);
  if (known) return known;
  const table = context.table(dataset.entity);
  const ids = event.items.filter((item) => item.op !== 'deleted').map((item) => item.id);
  const loading =
    ids.length === 0
      ? Promise.resolve([])
      : context.query<Row>(
          `SELECT ${selectList(table, 't')} FROM unnest($1::text[]) WITH ORDINALITY AS k(id, ord)
           JOIN ${quoteName(table.name)} t ON t.id = k.id ORDER BY k.ord`,
          [ids],
        );
  loads.set(event, loading);
  return loading;
}

/**
 * Changed rows of a dataset from now on that pass the filter, as the source of a GraphQL subscription. Written by
 * hand, not as a generator: `return()` of a generator would wait for the next event before it lets go.
 */
export function subscribeToChanges(
  context: HubContext,
  dataset: Dataset,
  accepts: (row: Row) => boolean,
): AsyncIterableIterator<Row> {
  if (!dataset.event) throw new Error(`${dataset.name} announces no changes`);
  const events = context.bus.subscribe(dataset.event);
  const waiting: Row[] = [];
  const iterator: AsyncIterableIterator<Row> = {
    next: async () => {
      for (;;) {
        const row = waiting.shift();
        if (row) return { value: row, done: false };
        const event = await events.next();
        if (event.done) return { value: undefined, done: true };
        try {
          for (const candidate of await loadRows(context, dataset, event.value))
            if (accepts(candidate)) waiting.push(candidate);
        } catch (error) {
          // GraphQL does not return an iterator that threw: its place on the bus is given back here.
          await events.return?.();
          throw error;
        }
      }
    },
    return: async () => {
      waiting.length = 0;
      await events.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
