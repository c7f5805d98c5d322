import { ConnectorError, type Json, type LiveQuery, type Where } from '../../src/sdk/index.ts';
import { setList } from './ask-keys.ts';
import type { LiveSettings } from './config.ts';
import { opsOf } from './offer.ts';
import type { Draft } from './request.ts';
import { setParam } from './request.ts';

type Leaf = Extract<Where, { op: unknown }>;

function* leaves(where: Where): Generator<Leaf> {
  if ('and' in where) for (const part of where.and) yield* leaves(part);
  else if ('or' in where) for (const part of where.or) yield* leaves(part);
  else if ('not' in where) yield* leaves(where.not);
  else yield where;
}

export function fieldsOf(where: Where | undefined): string[] {
  return where ? [...leaves(where)].map(({ field }) => field) : [];
}

/** Conditions that all must hold; undefined = there is an "or" or "not" in it. */
function conjunction(where: Where): Leaf[] | undefined {
  if ('and' in where) {
    const parts = where.and.map(conjunction);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  return 'op' in where ? [where] : undefined;
}

type Scalar = string | number | boolean;
const isScalar = (value: Json): value is Scalar => value !== null && typeof value !== 'object';

/** Can this value be written as a parameter? An empty list matches nothing, and no parameter says so. */
function canWrite({ op, value }: Leaf): boolean {
  if (op === 'in' || op === 'bbox') return Array.isArray(value) && value.length > 0 && value.every(isScalar);
  return isScalar(value) && value !== '';
}

/** Puts what the source can filter by into the request; true = nothing is left for the hub to filter. */
export function putWhere(draft: Draft, live: LiveSettings, where: Where | undefined): boolean {
  if (!where) return true;
  const declared = opsOf(live);
  for (const { op } of leaves(where))
    if (!declared.includes(op))
      throw new ConnectorError('unsupported', `this source does not filter by "${op}"`);
  const wanted = conjunction(where);
  if (!wanted) return false;
  const used = new Set<string>();
  let applied = true;
  for (const leaf of wanted) {
    const push = live.where.find(({ field, op }) => field === leaf.field && op === leaf.op);
    // One parameter says one thing: a second condition on it is the hub's.
    if (!push || used.has(push.param) || !canWrite(leaf)) {
      applied = false;
      continue;
    }
    used.add(push.param);
    if (Array.isArray(leaf.value)) setList(draft, push.param, leaf.value as Scalar[], push.style);
    else setParam(draft, push.param, String(leaf.value));
    applied &&= push.exact;
  }
  return applied;
}

/** Asks for the order when the source can keep to it; true = it does. */
export function putOrder(draft: Draft, live: LiveSettings, orderBy: LiveQuery['orderBy']): boolean {
  if (!orderBy || orderBy.length === 0) return true;
  const { sort } = live;
  if (!sort || orderBy.some(([field]) => !sort.fields.includes(field))) return false;
  const text = orderBy.map(([field, way]) => sort[way].replaceAll('{field}', field)).join(',');
  setParam(draft, sort.param, text);
  return true;
}
