import type { GraphQLSchema } from 'graphql';
import { type CheckOptions, checkSource } from '../../ingest/check-source.ts';
import { findConnector, type Opened, openConnector } from '../../ingest/open-connector.ts';
import { readSample } from '../../ingest/read-sample.ts';
import { listRecordFields } from '../../ingest/record-fields.ts';
import { type SourceFinding, toSourceProblem } from '../../ingest/source-finding.ts';
import { isProblem, Problem } from '../../kernel/problem.ts';
import { INGEST_SOURCE_DATASET_UNKNOWN } from '../../kernel/problems/ingest.ts';
import { SOURCE_DATASET_UNNAMED } from '../../kernel/problems/source.ts';
import { STORE_DATASET_UNKNOWN } from '../../kernel/problems/store.ts';
import {
  ConnectorError,
  type Mode,
  type Row,
  type SourceDataset,
  type SourceDefinition,
} from '../../sdk/index.ts';
import type { RecordKind } from '../../store/dataset.ts';
import { toColumns } from './columns.ts';
import { labelFields } from './field-labels.ts';
import type { SourceDraft } from './print-source.ts';
import { type ProposedMapping, proposeMapping } from './propose-mapping.ts';

/** What somebody has said of a new source; the mapping is still to be found. */
export interface NewSource extends Omit<SourceDraft, 'bindings'> {
  pairs: { from: string; to: string }[];
  mode?: Mode;
  every?: string;
}

export interface AddOptions extends CheckOptions {
  /** Of the subgraphs: what a field is called. */
  schemas: readonly GraphQLSchema[];
}

/** A checked draft, or the findings that speak against it. */
export type AddOutcome = { draft: SourceDraft } | { findings: SourceFinding[] };

/**
 * Connects, looks at what the source offers and at some of its rows, and proposes a mapping for each pair. Nothing is
 * written. Throws a Problem for a dataset that one of the two sides does not have.
 */
export async function draftSource(source: NewSource, options: AddOptions): Promise<AddOutcome> {
  const { manifest } = findConnector(source, options.connectors);
  const toBinding = (pair: { from: string; to: string }) => {
    const kind = findKind(pair.to, options.kinds);
    return { ...pair, mode: source.mode ?? defaultMode(kind, manifest.modes) };
  };
  const { pairs, mode: _, every, ...rest } = source;
  const definition = { ...rest, bindings: [] } as unknown as SourceDefinition;
  const findings = await checkSource(definition, options);
  if (findings.some(({ status }) => status === 'error')) return { findings };
  const complete = (binding: ReturnType<typeof toBinding>, mapping: ProposedMapping) => ({
    ...binding,
    ...(every !== undefined && binding.mode === 'sync' ? { every } : {}),
    mapping,
  });
  const propose = (to: string, dataset?: SourceDataset, rows: Row[] = []) => {
    const kind = findKind(to, options.kinds);
    const fields = labelFields(kind.name, listRecordFields(kind), options.schemas);
    return proposeMapping(fields, dataset ? toColumns(dataset, rows) : [], dataset?.key ?? []);
  };
  if (options.offline) {
    assertPairs(source, [], options.kinds);
    const bindings = pairs.map((pair) => complete(toBinding(pair), propose(pair.to)));
    return { draft: { ...rest, bindings } };
  }
  const opened = await openConnector(definition, options);
  try {
    const offered = await opened.connector.discover(opened.ctx);
    assertPairs(source, offered, options.kinds);
    const bindings: SourceDraft['bindings'] = [];
    for (const pair of pairs) {
      const binding = toBinding(pair);
      const dataset = offered.find(({ name }) => name === pair.from);
      if (!dataset) throw unknownDataset(source.name, pair.from, offered);
      const rows = await readSomeRows(definition, binding, opened, dataset);
      bindings.push(complete(binding, propose(pair.to, dataset, rows)));
    }
    return { draft: { ...rest, bindings } };
  } catch (error) {
    // A name that one side does not know is whoever typed it to mend, not the source.
    if (isProblem(error)) throw error;
    const check = 'schema' as const;
    return {
      findings: [...findings, { check, status: 'error', problem: toSourceProblem(source.name, error) }],
    };
  } finally {
    await opened.connector.close?.();
  }
}

const SAMPLE_ROWS = 50;

/** Rows to see values in; none where reading would take something away, or the source gives none unasked. */
async function readSomeRows(
  source: SourceDefinition,
  pair: { from: string; to: string; mode: Mode },
  { connector, ctx }: Opened,
  dataset: SourceDataset,
): Promise<Row[]> {
  const columns = Object.keys((dataset.schema.properties ?? {}) as object);
  const binding = { ...pair, fields: Object.fromEntries(columns.map((column) => [column, column])) };
  const rows: Row[] = [];
  try {
    const bound = { source, binding, connector, ctx, describe: async () => dataset };
    for await (const { changes } of readSample(bound, SAMPLE_ROWS)) {
      for (const change of changes) if (change.op === 'put') rows.push(change.data);
      if (rows.length >= SAMPLE_ROWS) break;
    }
  } catch (error) {
    if (!(error instanceof ConnectorError && error.kind === 'unsupported')) throw error;
  }
  return rows.slice(0, SAMPLE_ROWS);
}

function unknownDataset(source: string, from: string, offered: readonly SourceDataset[]): Problem {
  const known = offered.map(({ name }) => name).join(', ');
  return new Problem(INGEST_SOURCE_DATASET_UNKNOWN, { source, from, known });
}

function assertPairs(source: NewSource, offered: SourceDataset[], kinds: readonly RecordKind[]): void {
  for (const { to } of source.pairs) findKind(to, kinds);
  if (source.pairs.length > 0) return;
  throw new Problem(SOURCE_DATASET_UNNAMED, {
    source: source.name,
    offered: offered.map(({ name }) => name).join(', ') || '?',
    known: kinds.map(({ name }) => name).join(', '),
  });
}

function findKind(name: string, kinds: readonly RecordKind[]): RecordKind {
  const kind = kinds.find((candidate) => candidate.name === name);
  if (kind) return kind;
  const known = kinds.map((candidate) => candidate.name).join(', ');
  throw new Problem(STORE_DATASET_UNKNOWN, { dataset: name, known });
}

/** A dataset that the hub does not keep is asked for when a query does. */
function defaultMode(kind: RecordKind, modes: readonly Mode[]): Mode {
  if (!('entity' in kind)) return 'live';
  return modes.find((mode) => mode !== 'live') ?? modes[0]!;
}
