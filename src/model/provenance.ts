/** The envelope of every record: where it came from, when it was true, when it was known. */
import type { CodeOf, dataImportance, dataSharing } from './code-lists/index.ts';

export interface Classification {
  sharing: CodeOf<typeof dataSharing>;
  importance: CodeOf<typeof dataImportance>;
}

/** Where a record came from. Instants are ISO 8601 UTC. */
export interface Provenance {
  /** Name of the source in hub.config.ts. */
  sourceSystem: string;
  /** The record's key at the source. */
  sourceRecordId: string;
  /** When the source last changed it; null when it does not say. */
  sourceUpdatedAt: string | null;
  ingestedAt: string;
}

/** Both times of a record: true in the world from/to, known to the hub from/to. null is "still". */
export interface Bitemporal {
  validFrom: string | null;
  validTo: string | null;
  recordedAt: string;
  supersededAt: string | null;
}

/** The statement and everything one has to know to trust it. `version` counts from 1. */
export interface Envelope<R> extends Provenance, Bitemporal {
  recordId: string;
  datasetCode: string;
  version: number;
  classification: Classification;
  record: R;
}
