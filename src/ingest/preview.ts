import type { Change, Row } from '../sdk/index.ts';
import type { Dataset, RecordKind } from '../store/dataset.ts';
import type { BoundDataset } from './bound-dataset.ts';
import { toJudgedPages } from './judged-pages.ts';
import { type Lineage, traceLineage, unmappedPaths } from './lineage.ts';
import { readSample } from './read-sample.ts';
import { toKeyFields } from './source-key.ts';

/** Why a raw record is not taken, and where it stood. */
export interface Refusal {
  reason: string;
  field: string | null;
  message: string;
  uri?: string | undefined;
  pos?: string | undefined;
}

/** One change of the source and what it comes to: a record, a refusal, or the id of a removal. */
export interface PreviewRow {
  raw: unknown;
  record?: Row;
  refused?: Refusal;
  removed?: string;
}

/** What a run would bring, with nothing written, acknowledged or moved. */
export interface Preview {
  source: string;
  dataset: string;
  /** Raw and mapped side by side, in the source's order. */
  rows: PreviewRow[];
  /** First mapped records. */
  records: Row[];
  refused: Refusal[];
  /** Raw fields that no record field comes from. */
  unmapped: string[];
  lineage: Lineage;
}

/** Lineage runs the map once for each value of a record: some records tell it all. */
const LINEAGE_SAMPLES = 50;

/** Reads until `limit` changes are seen, from the very beginning; the dataset's cursor stays where it is. */
export async function previewDataset(bound: BoundDataset, limit: number): Promise<Preview> {
  const { source, binding, kind } = bound;
  const rows: PreviewRow[] = [];
  const lineage: Lineage = {};
  const unmapped = new Set<string>();
  const trace = (raw: Row) => {
    try {
      const found = traceLineage(binding, raw);
      for (const [name, paths] of Object.entries(found))
        lineage[name] = [...new Set([...(lineage[name] ?? []), ...paths])];
      for (const path of unmappedPaths(raw, found)) unmapped.add(path);
    } catch {
      // A record that cannot be mapped stands among the refused, with its reason.
    }
  };
  for await (const page of readSample(bound, limit)) {
    for (const change of page.changes) {
      if (rows.length >= limit) break;
      if (change.op === 'put' && rows.length < LINEAGE_SAMPLES) trace(change.data);
      rows.push(await toPreviewRow(bound, kind, change));
    }
    if (rows.length >= limit) break;
  }
  const used = new Set(Object.values(lineage).flat());
  return {
    source: source.name,
    dataset: kind.name,
    rows,
    records: rows.flatMap(({ record }) => (record ? [record] : [])),
    refused: rows.flatMap(({ refused }) => (refused ? [refused] : [])),
    unmapped: [...unmapped].filter((path) => !used.has(path)).sort(),
    lineage,
  };
}

/** The run's own judge, asked about one change: what is shown here is what a run would do. */
async function toPreviewRow(
  { binding, describe }: Pick<BoundDataset, 'binding' | 'describe'>,
  kind: RecordKind,
  change: Change,
): Promise<PreviewRow> {
  const raw = change.op === 'put' ? change.data : change.op === 'del' ? change.key : change.raw;
  const once = (async function* () {
    yield { dataset: binding.from, changes: [change], cursor: null };
  })();
  const row: PreviewRow = { raw };
  const keyFields = toKeyFields(binding, await describe());
  // A live record has no id of the store's; nothing here asks for it.
  for await (const { puts, bads, deletes, removals } of toJudgedPages(kind as Dataset, binding, once, {
    keyFields,
  })) {
    const [bad] = bads;
    if (puts[0]) row.record = puts[0].record;
    const removed = deletes[0] ?? removals?.[0]?.id ?? removals?.[0]?.key;
    if (removed !== undefined) row.removed = removed;
    if (bad) {
      const { reason, field, message, uri, pos } = bad;
      row.refused = { reason, field, message, uri, pos };
    }
  }
  return row;
}
