import assert from 'node:assert/strict';
import type { Bench } from './bench.ts';

/** Brokers that have been cut take some seconds to let one in again. */
const PATIENCE_MS = 15_000;

/** A page of a stream that should be there; fails, saying what is waited for, when it does not come. */
export async function inPatience<T>({ harness }: Bench, page: Promise<T>, what: string): Promise<T> {
  const { patienceMs = PATIENCE_MS } = harness;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined);
  });
  try {
    const came = await Promise.race([page, late]);
    assert.ok(came !== undefined, `no page for ${patienceMs / 1000} s: ${what}`);
    return came;
  } finally {
    clearTimeout(timer);
    // Its end is of no interest any more.
    page.catch(() => undefined);
  }
}
