import type { Change, XmlElement } from '../../src/sdk/index.ts';

/** What the document said before the record. */
export interface Surroundings {
  publicationTime: string | null;
  /** Id and version of the measurement site table under way. */
  tableId: string | null;
  tableVersion: string | null;
}

/** One kind of record: where it stands in a publication and how it is read. */
export interface RecordKind {
  /** Local name of the publication's `xsi:type`; a document without it is not what was asked for. */
  publication: string;
  /** Elements that are built whole, one at a time. */
  split: (name: string) => boolean;
  key: string[];
  deletes: 'snapshot' | 'none';
  /** JSON Schema properties without `_dropped`. */
  properties: Record<string, object>;
  /** `src.uri` is added by the caller. */
  toChanges(element: XmlElement, around: Surroundings): Change[];
}
