import type { Clock } from '../kernel/clock.ts';

export type SourceState = 'OK' | 'DOWN' | 'SLOW' | 'BAD_DATA';

/** How one source is doing, as clients are told in `extensions.sources`. */
export interface SourceStatus {
  name: string;
  status: SourceState;
  /** Last time it answered well, ISO 8601 UTC; null = never since the hub started. */
  asOf: string | null;
  /** Since when it has been in this state. */
  since: string;
  message?: string;
}

export interface HealthBook {
  ok(source: string): void;
  fail(source: string, status: Exclude<SourceState, 'OK'>, message: string): void;
  all(): SourceStatus[];
  get(source: string): SourceStatus | undefined;
}

export function createHealthBook(clock: Clock): HealthBook {
  const book = new Map<string, SourceStatus>();
  return {
    ok: (name) => {
      const now = clock.now().toISOString();
      const known = book.get(name);
      book.set(name, { name, status: 'OK', asOf: now, since: known?.status === 'OK' ? known.since : now });
    },
    fail: (name, status, message) => {
      const known = book.get(name);
      const since = known?.status === status ? known.since : clock.now().toISOString();
      book.set(name, { name, status, asOf: known?.asOf ?? null, since, message });
    },
    all: () => [...book.values()],
    get: (name) => book.get(name),
  };
}

/** What one request learned about its sources: failures it met, and stale sources behind what it was shown. */
export interface SourceReport {
  note(source: string): void;
  report(): SourceStatus[];
}

export function createSourceReport(book: HealthBook): SourceReport {
  const noted = new Map<string, SourceStatus>();
  return {
    note: (name) => {
      const status = book.get(name);
      if (status && status.status !== 'OK') noted.set(name, status);
    },
    report: () => [...noted.values()],
  };
}
