import { Problem } from '../kernel/problem.ts';
import { SOURCE_CREDENTIALS_REFUSED } from '../kernel/problems/source.ts';
import { STORE_DATASET_UNKNOWN } from '../kernel/problems/store.ts';
import type { Binding, SourceDefinition } from '../sdk/index.ts';
import { judgeConfig } from '../sdk/judge-config.ts';
import type { RecordKind } from '../store/dataset.ts';
import { type BindOptions, bindOne, createOffer } from './bind.ts';
import type { BoundDataset } from './bound-dataset.ts';
import { checkMapping } from './check-mapping.ts';
import { findConnector, type Opened, openConnector } from './open-connector.ts';
import { type SourceFinding, toSourceProblem } from './source-finding.ts';

export interface CheckOptions extends Omit<BindOptions, 'sources'> {
  /** Judges what can be judged without asking the source. */
  offline: boolean;
}

/**
 * Everything about one source that can be known before it runs: its configuration, whether it is there and lets us in,
 * what it offers against what the bindings want, and what a few rows come to. Writes nothing anywhere.
 */
export async function checkSource(source: SourceDefinition, options: CheckOptions): Promise<SourceFinding[]> {
  const findings = options.offline ? judgeOffline(source, options) : [];
  if (options.offline) return findings;
  let opened: Opened;
  try {
    opened = await openConnector(source, options);
  } catch (error) {
    return [{ check: 'config', status: 'error', problem: toSourceProblem(source.name, error) }];
  }
  try {
    findings.push({ check: 'config', status: 'ok' });
    findings.push(...(await reach(source, opened)));
    if (findings.some(({ status }) => status === 'error')) return findings;
    const offer = createOffer(opened.connector, opened.ctx);
    try {
      const offered = await offer.ask();
      findings.push({ check: 'schema', status: 'ok', detail: offered.map(({ name }) => name).join(', ') });
    } catch (error) {
      return [
        ...findings,
        { check: 'schema', status: 'error', problem: toSourceProblem(source.name, error) },
      ];
    }
    for (const binding of source.bindings) {
      const bound = bind(source, binding, () => bindOne(source, binding, offer, opened, options.kinds));
      findings.push(...('check' in bound ? [bound] : await checkMapping(bound)));
    }
    return findings;
  } finally {
    await opened.connector.close?.();
  }
}

function bind(
  source: SourceDefinition,
  binding: Binding,
  make: () => BoundDataset,
): BoundDataset | SourceFinding {
  try {
    return make();
  } catch (error) {
    return {
      check: 'binding',
      status: 'error',
      dataset: binding.to,
      problem: toSourceProblem(source.name, error),
    };
  }
}

/** Is it there, and are we let in: two questions with two people to ask. */
async function reach(source: SourceDefinition, { connector, ctx }: Opened): Promise<SourceFinding[]> {
  try {
    const { detail } = await connector.check(ctx);
    return [
      { check: 'reach', status: 'ok', ...(detail === undefined ? {} : { detail }) },
      { check: 'credentials', status: 'ok' },
    ];
  } catch (error) {
    const problem = toSourceProblem(source.name, error);
    if (problem.code === SOURCE_CREDENTIALS_REFUSED.code)
      return [
        { check: 'reach', status: 'ok' },
        { check: 'credentials', status: 'error', problem },
      ];
    return [{ check: 'reach', status: 'error', problem }];
  }
}

/** Without asking anybody. A variable that is not set here may be set where the hub runs. */
function judgeOffline(source: SourceDefinition, options: CheckOptions): SourceFinding[] {
  const findings: SourceFinding[] = [];
  try {
    const { manifest } = findConnector(source, options.connectors);
    judgeConfig(manifest, source.config, source.name, options.environment);
    findings.push({ check: 'config', status: 'ok' });
  } catch (error) {
    const problem = toSourceProblem(source.name, error);
    const isUnset = / is not set$/.test(String((problem.details as { reason?: string }).reason ?? ''));
    findings.push({ check: 'config', status: isUnset ? 'warning' : 'error', problem });
  }
  for (const binding of source.bindings) {
    const problem = judgeTarget(source, binding, options.kinds);
    findings.push({
      check: 'binding',
      status: problem ? 'error' : 'ok',
      dataset: binding.to,
      ...(problem ? { problem } : {}),
    });
  }
  return findings;
}

/** Whether the hub has the dataset that the binding feeds. */
function judgeTarget(
  source: SourceDefinition,
  binding: Binding,
  kinds: readonly RecordKind[],
): Problem | undefined {
  if (kinds.some((kind) => kind.name === binding.to)) return undefined;
  const known = kinds.map((kind) => kind.name).join(', ');
  return new Problem(
    STORE_DATASET_UNKNOWN,
    { dataset: binding.to, known },
    { where: { source: source.name } },
  );
}
