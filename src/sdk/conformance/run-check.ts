import { createBench } from './bench.ts';
import { type ConformanceCheck, Skipped } from './check.ts';
import type { ConnectorHarness } from './harness.ts';
import type { Transcript } from './transcript.ts';

export type Verdict =
  | { status: 'passed' }
  | { status: 'failed'; error: Error }
  | { status: 'skipped'; reason: string };

/** Tries one check on one connector and closes everything it opened. */
export async function runCheck(
  check: ConformanceCheck,
  harness: ConnectorHarness,
  transcript: Transcript,
): Promise<Verdict> {
  const { modes } = harness.module.manifest;
  if (check.modes && !check.modes.some((mode) => modes.includes(mode)))
    return {
      status: 'skipped',
      reason: `for ${check.modes.join(' or ')}; this connector does ${modes.join(' and ')}`,
    };
  const written = harness.skips[check.id];
  if (written !== undefined) return { status: 'skipped', reason: written };
  const bench = createBench(harness, transcript);
  try {
    await check.run(bench);
    return { status: 'passed' };
  } catch (error) {
    if (error instanceof Skipped) return { status: 'skipped', reason: error.message };
    return { status: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  } finally {
    await bench.dispose();
  }
}
