import { createBench } from './bench.ts';
import { type ConformanceCheck, Skipped } from './check.ts';
import type { ConnectorHarness } from './harness.ts';
import type { Transcript } from './transcript.ts';

export type Verdict =
  | { status: 'passed' }
  | { status: 'failed'; error: Error }
  /** `bypassed`: the check applies, and the author wrote why it is not tried. */
  | { status: 'skipped'; reason: string; bypassed: boolean };

const DEADLINE_MS = 60_000;

/** Ends a wait that would never end; closing the bench then stops what is still under way. */
async function withDeadline(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${ms / 1000} s`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // Its end is of no interest any more.
    work.catch(() => undefined);
  }
}

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
      bypassed: false,
    };
  const written = harness.skips[check.id];
  if (written !== undefined)
    return written.trim() === ''
      ? { status: 'failed', error: new Error(`skips["${check.id}"] has no reason written`) }
      : { status: 'skipped', reason: written, bypassed: true };
  const bench = createBench(harness, transcript);
  try {
    await withDeadline(check.run(bench), check.deadlineMs ?? DEADLINE_MS);
    return { status: 'passed' };
  } catch (error) {
    if (error instanceof Skipped) return { status: 'skipped', reason: error.message, bypassed: false };
    return { status: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  } finally {
    await bench.dispose();
  }
}
