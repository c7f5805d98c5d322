import type { RetentionRule } from '../ingest/janitor.ts';
import { Problem } from '../kernel/problem.ts';
import { CONFIG_INVALID } from '../kernel/problems/config.ts';
import type { Store } from '../store/store.ts';

/** The operator's hours as rules for the janitor; a dataset that cannot be counted on time is refused by name. */
export function toRetentionRules(
  store: Pick<Store, 'datasets' | 'table'>,
  hours: Readonly<Record<string, number>>,
): RetentionRule[] {
  return Object.entries(hours).map(([name, kept]) => {
    const dataset = store.datasets.find((candidate) => candidate.name === name);
    if (!dataset?.observedAt) {
      const able = store.datasets.flatMap((candidate) => (candidate.observedAt ? [candidate.name] : []));
      const reason = `only datasets of observations have one: ${able.join(', ')}`;
      throw new Problem(CONFIG_INVALID, { path: `retentionHours.${name}`, reason });
    }
    return { dataset: name, table: store.table(dataset.entity), property: dataset.observedAt, hours: kept };
  });
}
