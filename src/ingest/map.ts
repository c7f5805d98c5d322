import { setImmediate } from 'node:timers/promises';
import { toError } from '../kernel/problem.ts';
import { applyFields, type Binding, type Change, type Page, type Row } from '../sdk/index.ts';
import type { Dataset, RecordKind } from '../store/dataset.ts';
import { createLanding } from '../store/landing.ts';
import type { BadRecord, RecordPage } from '../store/page.ts';
import type { KeyedRemoval } from '../store/source-key.ts';
import { findBlamedField } from './blame.ts';
import { compileGlance, type Glance } from './glance.ts';
import { toSourceKey } from './source-key.ts';

/** Raw → record candidate, by the binding's map function or its table of fields. */
export function toCandidate(binding: Binding, raw: Row): Row {
  if (binding.map) return binding.map(raw);
  return binding.fields ? applyFields(binding.fields, raw) : raw;
}

/** What a page of changes comes to, ready for the write door. */
export interface JudgedPage
  extends Pick<RecordPage, 'puts' | 'deletes' | 'removals' | 'bads' | 'snapshot' | 'landing'> {
  /** Text of the page's cursor, taken before the connector goes on with it. */
  cursor: string;
  ack: (() => void | Promise<void>) | undefined;
}

export interface JudgeOptions {
  /** Removals of this dataset show by what a complete snapshot does not hold. */
  inSnapshot?: boolean;
  /** By which the source names what it removes: see `toKeyFields`. */
  keyFields?: readonly string[] | undefined;
}

/** Changes judged at a stretch: some 10 ms, in which the hub answers nobody. */
const SLICE = 250;

/**
 * Judges page after page, each in slices: requests are answered in between, and the database is given its lines and
 * its statements, so that one page is judged while the one before is being written.
 */
export async function* toJudgedPages(
  kind: Dataset,
  binding: Binding,
  pages: AsyncIterable<Page>,
  { inSnapshot = false, keyFields }: JudgeOptions = {},
): AsyncGenerator<JudgedPage> {
  for await (const page of pages) {
    const sorted: Sorted = {
      puts: [],
      bads: [],
      deletes: new Set(),
      removals: new Map(),
      present: [],
      unreadable: 0,
    };
    for (let start = 0; start < page.changes.length; start += SLICE) {
      if (start > 0) await setImmediate();
      sortInto(sorted, kind, binding, page.changes.slice(start, start + SLICE), keyFields);
    }
    const { puts, bads, deletes, removals, present, unreadable } = sorted;
    const { changes, snapshotStart: start = false, snapshotEnd: end = false } = page;
    yield {
      puts,
      bads,
      deletes: [...deletes],
      removals: [...removals.values()],
      cursor: JSON.stringify(page.cursor),
      ack: page.ack?.bind(page),
      snapshot: inSnapshot || start ? { start, end, present, unreadable } : undefined,
      landing: binding.land === false ? undefined : createLanding(changes.length, () => toText(changes)),
    };
  }
}

interface Sorted extends Pick<RecordPage, 'puts' | 'bads'> {
  deletes: Set<string>;
  /** Removals by the source's key. */
  removals: Map<string, KeyedRemoval>;
  /** Ids of refused records: they are at the source all the same. */
  present: string[];
  /** Refused records whose id is not known. */
  unreadable: number;
}

/**
 * Sorts changes into records to write, keys to delete and records to quarantine. Within a page the last word on a key
 * counts: what was deleted and then put again stays.
 */
function sortInto(
  sorted: Sorted,
  kind: Dataset,
  binding: Binding,
  changes: Change[],
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

const glances = new WeakMap<RecordKind['record'], Glance<object> | undefined>();

function glanceOf<R extends object>({ record: schema }: RecordKind<R>): Glance<R> | undefined {
  if (!glances.has(schema)) glances.set(schema, compileGlance(schema));
  return glances.get(schema) as Glance<R> | undefined;
}

/** A valid record, or the first field that is wrong and why. */
export function judge<R extends object>(
  kind: RecordKind<R>,
  candidate: Row,
): { record: R } | Pick<BadRecord, 'field' | 'message'> {
  const record = glanceOf(kind)?.(candidate);
  if (record) return { record };
  const parsed = kind.record.safeParse(candidate);
  if (parsed.success) return { record: parsed.data };
  const messages = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { field: parsed.error.issues[0]?.path.join('.') || null, message: messages.join('; ') };
}

/** A field table names its field before a colon; for a map function it is found by running it again. */
function toFieldAndMessage(binding: Binding, raw: Row, text: string): Pick<BadRecord, 'field' | 'message'> {
  if (!binding.map) return { field: /^(\S+): /.exec(text)?.[1] ?? null, message: text };
  const field = findBlamedField(binding.map, raw) ?? null;
  return { field, message: field === null ? text : `${field}: ${text}` };
}

/** A raw record as quarantine and landing keep it. */
export function toText(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'null';
  } catch {
    // Drivers may give 64-bit numbers as bigint, which JSON does not know; asking for each value costs half as much again.
    return JSON.stringify(raw, (_, value) => (typeof value === 'bigint' ? String(value) : value)) ?? 'null';
  }
}
