import type { SourceDefinition } from '../../../src/sdk/index.ts';

/** A system to read from, filled with rows of sensors: how the hub reaches it, and what it can serve at most. */
export interface Upstream {
  readonly name: string;
  /** The connector's part of a source. */
  readonly source: Pick<SourceDefinition, 'connector' | 'config'>;
  readonly environment: Record<string, string>;
  /** All rows by the connector's own client or driver, to the end, thrown away as they come. Gives their number. */
  drain(): Promise<number>;
  close(): Promise<void>;
}
