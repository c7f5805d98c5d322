import { ConnectorError, type Row } from '../sdk/index.ts';
import type { FedDataset } from './bound-dataset.ts';
import { type Lineage, traceLineage, unmappedPaths } from './lineage.ts';
import { toJudgedPages } from './map.ts';

/** What a run would bring, with nothing written, acknowledged or moved. */
export interface Preview {
  source: string;
  dataset: string;
  /** First mapped records. */
  records: Row[];
  refused: {
    reason: string;
    field: string | null;
    message: string;
    uri?: string | undefined;
    pos?: string | undefined;
  }[];
  /** Raw fields that no record field comes from. */
  unmapped: string[];
  lineage: Lineage;
}

const PAGE_BYTES = 256 * 1024;
/** Lineage runs the map once for each value of a record: some records tell it all. */
const LINEAGE_SAMPLES = 50;

/** Reads until `limit` changes are seen, from the very beginning; the dataset's cursor stays where it is. */
export async function previewDataset(bound: FedDataset, limit: number): Promise<Preview> {
  const { source, binding, kind, connector, ctx } = bound;
  if (!connector.read || binding.mode !== 'sync')
    // Reading a stream takes messages from those who wait for them.
    throw new ConnectorError('unsupported', `${source.name}: only a dataset in mode sync can be previewed`);
  const preview: Preview = {
    source: source.name,
    dataset: kind.name,
    records: [],
    refused: [],
    unmapped: [],
    lineage: {},
  };
  const unmapped = new Set<string>();
  let samples = 0;
  const dataset = await bound.describe();
  const raw = connector.read(ctx, { dataset, cursor: null, follow: false, pageBytes: PAGE_BYTES });
  const watched = (async function* () {
    for await (const page of raw) {
      for (const change of page.changes) {
        if (change.op !== 'put' || samples >= LINEAGE_SAMPLES) continue;
        samples += 1;
        try {
          const lineage = traceLineage(binding, change.data);
          for (const [name, paths] of Object.entries(lineage))
            preview.lineage[name] = [...new Set([...(preview.lineage[name] ?? []), ...paths])];
          for (const path of unmappedPaths(change.data, lineage)) unmapped.add(path);
        } catch {
          // A record that cannot be mapped stands among the refused, with its reason.
        }
      }
      yield page;
    }
  })();
  for await (const page of toJudgedPages(kind, binding, watched)) {
    preview.records.push(...page.puts.map((put) => put.record));
    preview.refused.push(
      ...page.bads.map(({ reason, field, message, uri, pos }) => ({ reason, field, message, uri, pos })),
    );
    if (preview.records.length + preview.refused.length >= limit) break;
  }
  preview.records = preview.records.slice(0, limit);
  preview.refused = preview.refused.slice(0, limit);
  const used = new Set(Object.values(preview.lineage).flat());
  preview.unmapped = [...unmapped].filter((path) => !used.has(path)).sort();
  return preview;
}
