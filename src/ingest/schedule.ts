import { isProblem, toError } from '../kernel/problem.ts';
import { INGEST_RUN_BUSY } from '../kernel/problems/ingest.ts';
import { durationMs } from '../sdk/duration.ts';
import type { FedDataset } from './bound-dataset.ts';
import { sleep, toBackoff } from './rhythm.ts';
import { runDataset } from './run.ts';
import type { RunDeps } from './run-deps.ts';

const DEFAULT_EVERY = 'PT5M';

/**
 * Keeps one dataset fed until stopping begins: a sync runs, rests and runs again; a stream that ends is resumed.
 * Datasets are independent: one that fails waits longer each time and holds nobody else up.
 */
export async function keepFed(bound: FedDataset, deps: RunDeps, onFirstRun: () => void): Promise<void> {
  const every = durationMs(bound.binding.every ?? DEFAULT_EVERY);
  let failures = 0;
  while (!deps.signal.aborted) {
    try {
      await runDataset(bound, deps);
      failures = 0;
    } catch (error) {
      // Another process, or a person's own sync, has it: the schedule comes round again.
      if (isProblem(error) && error.code === INGEST_RUN_BUSY.code) failures = 0;
      else failures += 1;
      // runDataset logs and records what it throws; anything else is a fault of the hub and must be seen.
      deps.log[isProblem(error) ? 'debug' : 'error'](
        { area: 'ingest', source: bound.source.name, reason: toError(error).message },
        'will try again',
      );
    }
    onFirstRun();
    const rest = failures > 0 ? toBackoff(failures) : bound.binding.mode === 'stream' ? 100 : every;
    await sleep(rest, deps.signal);
  }
}
