import 'reflect-metadata';
import { Column, PrimaryColumn } from 'typeorm';

/**
 * Columns every stored record has: its id and where it comes from. The underscore keeps provenance apart from
 * what the source said.
 */
export abstract class StoredRow {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Name of the source, or of the subsystem that submitted the record. */
  @Column({ type: 'text', name: '_source' })
  _source!: string;

  /** Run or submission that brought this version. */
  @Column({ type: 'text', name: '_run' })
  _run!: string;

  /** Page URL, file or topic the record came from. */
  @Column({ type: 'text', name: '_src_uri', nullable: true })
  _srcUri!: string | null;

  /** Line, index or offset within it. */
  @Column({ type: 'text', name: '_src_pos', nullable: true })
  _srcPos!: string | null;

  /** When the hub learned of this version. */
  @Column({ type: 'timestamptz', name: '_recorded_at', default: () => 'now()' })
  _recordedAt!: string;

  /** Fingerprint of the record; an unchanged record is not written again. */
  @Column({ type: 'text', name: '_hash' })
  _hash!: string;

  /** 1 for the first version, counted up by each change. */
  @Column({ type: 'int', name: '_version', default: 1 })
  _version!: number;
}
