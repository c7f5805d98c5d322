import type { ConnectorModule } from '../../src/sdk/index.ts';

/** A source to measure: where its messages go in, and the connector that brings them out. */
export interface StreamCase {
  module: ConnectorModule;
  config: object;
  /** Before reading starts. */
  ready(): Promise<void>;
  /** Sends one message; that it arrives is counted at the other end. */
  send(text: string): void;
  close(): Promise<void>;
}
