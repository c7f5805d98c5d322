import type { Mode } from '../contract.ts';
import type { Bench } from './bench.ts';

/** One promise that a connector keeps, and how to see whether it does. */
export interface ConformanceCheck {
  /** Stable: reports of different versions are compared by it. */
  id: `${string}.${string}`;
  level: 'MUST' | 'SHOULD';
  title: string;
  /** Modes it applies to; absent = every connector. */
  modes?: readonly Mode[];
  /** Longest it may take; default 60 s. What waits for ever is broken too. */
  deadlineMs?: number;
  /** Throws when the promise is broken; `skip` when it cannot be tried here. */
  run(bench: Bench): Promise<void>;
}

export class Skipped extends Error {}

/** Ends a check with a written reason. */
export function skip(reason: string): never {
  throw new Skipped(reason);
}

/** The value, or a skip when this fixture cannot do that. */
export function need<T>(value: T | undefined, reason: string): T {
  return value === undefined ? skip(reason) : value;
}
