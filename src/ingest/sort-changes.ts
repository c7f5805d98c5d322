import { toError } from '../kernel/problem.ts';
import type { Binding, Change, Row } from '../sdk/index.ts';
import type { Dataset } from '../store/dataset.ts';
import type { BadRecord, RecordPage } from '../store/page.ts';
import type { KeyedRemoval } from '../store/source-key.ts';
import { findBlamedField } from './blame.ts';
import { judge, toCandidate, toText } from './map.ts';
import { toSourceKey } from './source-key.ts';

export interface Sorted extends Pick<RecordPage, 'puts' | 'bads'> {
  deletes: Set<string>;
  /** Removals by the source's key. */
  removals: Map<string, KeyedRemoval>;
  /** Ids of refused records: they are at the source all the same. */
  present: string[];
  /** Refused records whose id is not known. */
  unreadable: number;
}

export function nothingSorted(): Sorted {
  return { puts: [], bads: [], deletes: new Set(), removals: new Map(), present: [], unreadable: 0 };
}

/**
 * Sorts changes into records to write, keys to delete and records to quarantine. Within a page the last word on a key
 * counts: what was deleted and then put again stays.
 */
export function sortInto(
  sorted: Sorted,
  kind: Dataset,
  binding: Binding,
  changes: readonly Change[],
  keyFields: readonly string[] | undefined,
): void {
  const { puts, bads, deletes, removals } = sorted;
  for (const change of changes) {
    const uri = change.src?.uri;
    const pos = change.src?.pos;
    if (change.op === 'bad') {
      bads.push({
        raw: toText(change.raw),
        reason: change.code ?? 'not-a-record',
        field: change.field ?? null,
        message: change.reason,
        uri,
        pos,
      });
      sorted.unreadable += 1;
      continue;
    }
    const raw = change.op === 'put' ? change.data : change.key;
    const key = toSourceKey(keyFields, raw);
    try {
      if (change.op === 'del') {
        if (key === undefined) deletes.add(toId(toCandidate(binding, raw)));
        else removals.set(key, { key, ...toOwnId(binding, raw) });
        continue;
      }
      const candidate = toCandidate(binding, raw);
      const judged = judge(kind, candidate);
      if ('record' in judged) {
        const { record } = judged;
        deletes.delete(record.id);
        if (key !== undefined) removals.delete(key);
        puts.push({ record, uri, pos, ...(key === undefined || key === record.id ? {} : { key }) });
      } else {
        if (typeof candidate.id === 'string') sorted.present.push(candidate.id);
        else sorted.unreadable += 1;
        bads.push({ raw: toText(raw), reason: 'record', ...judged, uri, pos });
      }
    } catch (error) {
      sorted.unreadable += 1;
      bads.push({
        raw: toText(raw),
        reason: 'map',
        ...toFieldAndMessage(binding, raw, toError(error).message),
        uri,
        pos,
      });
    }
  }
}

/** Which record a removal means; one that does not say so is refused, not taken for done. */
function toId(candidate: Row): string {
  if (typeof candidate.id !== 'string' || candidate.id === '')
    throw new Error('id: the key of the removal does not tell which record is meant');
  return candidate.id;
}

/** The id that a removal's key makes by itself: none where the map needs more of the record than its key. */
function toOwnId(binding: Binding, raw: Row): { id?: string } {
  try {
    return { id: toId(toCandidate(binding, raw)) };
  } catch {
    return {};
  }
}

/** A field table names its field before a colon; for a map function it is found by running it again. */
function toFieldAndMessage(binding: Binding, raw: Row, text: string): Pick<BadRecord, 'field' | 'message'> {
  if (!binding.map) return { field: /^(\S+): /.exec(text)?.[1] ?? null, message: text };
  const field = findBlamedField(binding.map, raw) ?? null;
  return { field, message: field === null ? text : `${field}: ${text}` };
}
