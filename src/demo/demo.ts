import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { RawFlow } from './generate/flow.ts';
import type { RawIncident } from './generate/incident.ts';
import type { Scale, Sizes } from './generate/scale.ts';

export interface DemoOptions {
  /** Everything the ministries keep stands below it; a second start finds it again. */
  dataDir: string;
  scale: Scale;
  seed: number;
  /** PostgreSQL cluster in which the population database is made, e.g. `postgres://postgres@127.0.0.1:5432/postgres`. */
  adminUrl: string;
  log: Log;
  clock?: Clock;
  /** Whether life goes on by itself: new violations, flow, incidents, files. Default true. */
  tick?: boolean;
  /** Flow messages a second. Default 200. */
  messagesPerSecond?: number;
  /** Whether the vehicle registry has bad moments (503, 429). Default true. */
  faults?: boolean;
  /** Other sizes than the scale's. */
  sizes?: Partial<Sizes>;
  /** Name of the population database. Default `dan_cu_<scale>`. */
  populationDatabase?: string;
}

export type ServerName = 'vehicle-registry' | 'population' | 'road-inventory' | 'traffic-sensors';

/** Raw records per hub dataset as the ministries hold them at the start: readable, and wrong on purpose. */
export type ExpectedCounts = Record<
  'vehicle' | 'resident' | 'roadSegment' | 'trafficAccident' | 'trafficViolation' | 'patrolShift',
  { good: number; bad: number }
>;

export interface DemoControl {
  /** Connections are refused and open ones cut; for `road-inventory` the folder goes away. */
  setDown(name: ServerName, down: boolean): Promise<void>;
  /** Holds every answer back; for `road-inventory` nothing happens. */
  setSlow(name: ServerName, ms: number): void;
  /** Answers are nonsense; for `road-inventory` one unreadable file is dropped. */
  setGarbage(name: ServerName, garbage: boolean): void;
  /** Announces a situation at once. */
  publishIncident(fields?: Partial<RawIncident>): RawIncident;
  /** Publishes one observation at once. */
  publishFlow(fields?: Partial<RawFlow>): RawFlow;
  /** Any payload under `giao-thong/<province>/<topic>`. */
  publishRaw(topic: string, payload: string): void;
  /** Delivers a file with exactly this content. */
  dropFile(name: string, content: string | Uint8Array): void;
  /** Delivers a file with this many new accidents; resolves to its name. */
  dropAccidents(count: number): Promise<string>;
  /** A new violation is found at the registry; returns its raw key. */
  addViolation(): string;
  /** A vehicle passes inspection (or renews its insurance); returns its raw key. */
  renewVehicle(index?: number): string;
  /** What was asked of each server and what it sent, so far. */
  readonly requests: Record<ServerName, Record<string, number>>;
}

/** The simulated ministries, running. */
export interface Demo {
  /** Addresses and credentials that the demo province's sources name. */
  readonly env: Record<string, string>;
  readonly expected: ExpectedCounts;
  readonly control: DemoControl;
  close(): Promise<void>;
}
