import { isProblem } from '../../kernel/problem.ts';
import type { ConformanceCheck } from './check.ts';
import { guide } from './guide.ts';
import type { ConnectorHarness } from './harness.ts';
import { partOf, prerequisiteOf } from './part-of.ts';
import { runCheck } from './run-check.ts';
import { createTranscript } from './transcript.ts';

/** What became of one check, as `hub connector test --json` prints it. */
export interface CheckReport {
  number: number;
  id: string;
  level: 'MUST' | 'SHOULD';
  title: string;
  status: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped or what is wrong. */
  reason?: string;
  /** Skipped because the author wrote so, not because it does not apply. */
  bypassed?: true;
  /** How to make it green; with `failed` only. */
  how?: string;
  /** Where it is to be done: `connector.json`, or the function's name; with `failed` only. */
  part?: string;
  /** Nothing of it can be told before this check is green; with `failed` only. */
  first?: string;
}

/** Tries checks on a connector one after the other; nothing is thrown, everything is in the report. */
export async function runKit(
  checks: readonly ConformanceCheck[],
  harness: ConnectorHarness,
  onReport: (report: CheckReport) => void = () => undefined,
): Promise<CheckReport[]> {
  const transcript = createTranscript();
  const reports: CheckReport[] = [];
  for (const check of checks) {
    const { id, level, title } = check;
    const { number = 0, how = '' } = guide[id] ?? {};
    const verdict = await runCheck(check, harness, transcript);
    const report: CheckReport = { number, id, level, title, status: verdict.status };
    if (verdict.status === 'skipped') report.reason = verdict.reason;
    if (verdict.status === 'skipped' && verdict.bypassed) report.bypassed = true;
    if (verdict.status === 'failed') {
      report.reason = isProblem(verdict.error) ? verdict.error.en : verdict.error.message;
      report.how = how;
      report.part = partOf(id);
      const first = prerequisiteOf(id);
      if (reports.some((earlier) => earlier.id === first && earlier.status === 'failed'))
        report.first = first!;
    }
    reports.push(report);
    onReport(report);
  }
  await harness.close?.();
  return reports;
}
