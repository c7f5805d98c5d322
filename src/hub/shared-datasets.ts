import { Problem } from '../kernel/problem.ts';
import { CONFIG_INVALID } from '../kernel/problems/config.ts';
import type { SourceDefinition } from '../sdk/index.ts';
import type { Trust } from '../store/trust.ts';

interface Fed {
  sources: readonly SourceDefinition[];
  trust?: Readonly<Record<string, Trust>>;
}

/** Stored datasets that more than one source feeds, each with whose word holds there; `{}` = the latest known. */
export function toSharedDatasets({ sources, trust = {} }: Fed): Record<string, Trust> {
  const shared: Record<string, Trust> = {};
  for (const [dataset, names] of feedersOf(sources))
    if (names.length > 1) shared[dataset] = trust[dataset] ?? {};
  return shared;
}

/** Refuses an order that would leave open whose word holds: it names each source of its dataset once, and no other. */
export function assertTrustOrders({ sources, trust = {} }: Fed): void {
  const feeders = feedersOf(sources);
  for (const [dataset, { order, fields = {} }] of Object.entries(trust)) {
    const names = feeders.get(dataset) ?? [];
    if (names.length < 2)
      refuse(`trust.${dataset}`, `it is fed by ${names.join() || 'no source'}: an order needs two`);
    const orders = Object.entries(fields).map(([field, own]) => [`fields.${field}`, own] as const);
    for (const [where, given] of [...(order ? [['order', order] as const] : []), ...orders])
      if (given.toSorted().join() !== names.toSorted().join())
        refuse(`trust.${dataset}.${where}`, `it has to name each of these once: ${names.join(', ')}`);
  }
}

function feedersOf(sources: readonly SourceDefinition[]): Map<string, string[]> {
  const feeders = new Map<string, string[]>();
  for (const { name, bindings } of sources)
    for (const { to, mode } of bindings)
      if (mode !== 'live') feeders.set(to, [...new Set([...(feeders.get(to) ?? []), name])]);
  return feeders;
}

function refuse(path: string, reason: string): never {
  throw new Problem(CONFIG_INVALID, { path, reason }, { where: { file: 'hub.config.ts', field: path } });
}
