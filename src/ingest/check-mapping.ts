import { Problem, type ProblemKind } from '../kernel/problem.ts';
import * as problems from '../kernel/problems/source.ts';
import { ConnectorError } from '../sdk/index.ts';
import type { BoundDataset } from './bound-dataset.ts';
import { compareMapping } from './compare-mapping.ts';
import { type Preview, previewDataset } from './preview.ts';
import { listRecordFields } from './record-fields.ts';
import { type SourceFinding, toSourceProblem } from './source-finding.ts';

const SAMPLE_ROWS = 50;

/** One binding against both its sides, and against the first rows of the source where rows can be looked at. */
export async function checkMapping(bound: BoundDataset): Promise<SourceFinding[]> {
  const { source, binding, kind } = bound;
  const of = { source: source.name, dataset: kind.name };
  const say = <D extends object>(
    check: SourceFinding['check'],
    status: SourceFinding['status'],
    problem: ProblemKind<D>,
    details: D,
  ): SourceFinding => ({
    check,
    status,
    dataset: kind.name,
    problem: new Problem(problem as ProblemKind<object>, details, { where: of }),
  });
  const findings: SourceFinding[] = [];
  const sample = await look(bound);
  if ('check' in sample) findings.push(sample);
  const preview = 'check' in sample ? undefined : sample;
  const gaps = compareMapping(binding, await bound.describe(), listRecordFields(kind), preview);

  if (gaps.missingColumns.length > 0)
    findings.push(
      say('mapping', worst(gaps.missingColumns), problems.SOURCE_COLUMNS_MISSING, {
        ...of,
        columns: toNames(gaps.missingColumns),
      }),
    );
  for (const { field, values } of gaps.unknownCodes)
    findings.push(
      say('mapping', 'error', problems.SOURCE_CODES_UNKNOWN, {
        ...of,
        field,
        values: values.map((value) => `"${value}"`).join(', '),
      }),
    );
  if (gaps.unfedFields && gaps.unfedFields.length > 0)
    findings.push(
      say('mapping', worst(gaps.unfedFields), problems.SOURCE_FIELDS_UNFED, {
        ...of,
        fields: toNames(gaps.unfedFields),
      }),
    );
  if (gaps.unmappedColumns.length > 0)
    findings.push(
      say('mapping', 'warning', problems.SOURCE_COLUMNS_UNMAPPED, {
        ...of,
        columns: gaps.unmappedColumns.join(', '),
      }),
    );
  if (!findings.some(({ check }) => check === 'mapping'))
    findings.push({ check: 'mapping', status: gaps.unfedFields ? 'ok' : 'skipped', dataset: kind.name });
  if (preview && preview.rows.length > 0) findings.push(judgeRows(preview, say));
  return findings;
}

type Named = { name: string; required: boolean };

/** Without a required field every record is refused; without another it is null. */
const worst = (names: readonly Named[]) => (names.some(({ required }) => required) ? 'error' : 'warning');

const toNames = (names: readonly Named[]) =>
  names.map(({ name, required }) => (required ? `${name}*` : name)).join(', ');

/** The first rows, or why there are none to look at. Streams and pushes are left alone. */
async function look(bound: BoundDataset): Promise<Preview | SourceFinding> {
  const dataset = bound.kind.name;
  if (bound.binding.mode === 'stream' || bound.binding.mode === 'push')
    return { check: 'rows', status: 'skipped', dataset, detail: bound.binding.mode };
  try {
    const preview = await previewDataset(bound, SAMPLE_ROWS);
    if (preview.rows.length > 0) return preview;
    return { check: 'rows', status: 'skipped', dataset, detail: '0' };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    // A source that only answers by key is as it should be.
    if (error.kind === 'unsupported')
      return { check: 'rows', status: 'skipped', dataset, detail: error.message };
    return { check: 'rows', status: 'error', dataset, problem: toSourceProblem(bound.source.name, error) };
  }
}

/** All rows refused is a wrong mapping; some is what quarantine is for. */
function judgeRows(
  { source, dataset, rows, refused }: Preview,
  say: (
    check: 'rows',
    status: SourceFinding['status'],
    problem: typeof problems.SOURCE_ROWS_REFUSED,
    details: Parameters<typeof problems.SOURCE_ROWS_REFUSED.vi>[0],
  ) => SourceFinding,
): SourceFinding {
  const [first] = refused;
  if (!first) return { check: 'rows', status: 'ok', dataset, detail: String(rows.length) };
  return say('rows', refused.length === rows.length ? 'error' : 'warning', problems.SOURCE_ROWS_REFUSED, {
    source,
    dataset,
    refused: refused.length,
    seen: rows.length,
    reason: first.message,
  });
}
