import { Problem } from '../kernel/problem.ts';
import { CONFIG_INVALID } from '../kernel/problems/config.ts';
import type { Table } from './table.ts';

/**
 * Whose word holds where several sources feed one dataset. Without an order the latest that is known holds: the source
 * whose statement changed last, not the one that repeated itself last.
 */
export interface Trust {
  /** Sources, the most trusted first: the record of the first that has one holds, as a whole. */
  readonly order?: readonly string[];
  /** Field → sources, for this field alone: the value of the first that says anything. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The source that an order picks among those that have spoken, the latest first. Sources that the order does not name
 * (a commune that reported, a source that is gone) come after it, the latest first. The write door's SQL says the same.
 */
function pickSource(order: readonly string[], latestFirst: readonly string[]): string | undefined {
  return order.find((source) => latestFirst.includes(source)) ?? latestFirst[0];
}

/** Which source holds for a field, and by what rule. Codes of the list `ValueChoice`. */
export function pickFor(
  trust: Trust,
  field: string,
  said: {
    /** Sources that have a record, the latest first. */
    record: readonly string[];
    /** Of these, those that say anything in the field. */
    field: readonly string[];
  },
): { source: string | undefined; why: 'ONLY_SOURCE' | 'FIELD_ORDER' | 'TRUST_ORDER' | 'LATEST' } {
  const own = trust.fields?.[field];
  if (own && said.field.length > 0)
    return {
      source: pickSource(own, said.field),
      why: said.record.length > 1 ? 'FIELD_ORDER' : 'ONLY_SOURCE',
    };
  const source = pickSource(trust.order ?? [], said.record);
  if (said.record.length < 2) return { source, why: 'ONLY_SOURCE' };
  return { source, why: trust.order?.includes(source!) ? 'TRUST_ORDER' : 'LATEST' };
}

/** Throws HUB_CONFIG_INVALID when a field with an order of its own is none of the dataset. */
export function assertFields(dataset: string, trust: Trust, table: Table): void {
  const known = table.data.map(({ property }) => property).filter((property) => property !== 'id');
  for (const field of Object.keys(trust.fields ?? {}))
    if (!known.includes(field))
      throw new Problem(CONFIG_INVALID, {
        path: `trust.${dataset}.fields.${field}`,
        reason: `there is no such field; known: ${known.join(', ')}`,
      });
}
