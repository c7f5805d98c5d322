import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What running sources needs: landed raw pages, accepted schemas, snapshots, questions for people, push receipts. */
export class SourceControl1764100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Changes as the source sent them (gzip of a JSON array), so that a mended mapping can be run over them again.
      CREATE TABLE landed_page (
        id bigserial PRIMARY KEY,
        source text NOT NULL,
        dataset text NOT NULL,
        run text NOT NULL,
        changes int NOT NULL,
        raw bytea NOT NULL,
        landed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX landed_page_of ON landed_page (source, dataset, id);
      CREATE INDEX landed_page_at ON landed_page (landed_at);

      CREATE TABLE source_schema (
        source text NOT NULL,
        dataset text NOT NULL,
        shape jsonb NOT NULL,
        accepted_at timestamptz NOT NULL DEFAULT now(),
        accepted_by text NOT NULL,
        PRIMARY KEY (source, dataset)
      );

      CREATE TABLE approval (
        id uuid PRIMARY KEY,
        source text NOT NULL,
        dataset text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('SCHEMA_CHANGE', 'REMOVALS')),
        detail jsonb NOT NULL,
        status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
        asked_at timestamptz NOT NULL DEFAULT now(),
        decided_at timestamptz,
        decided_by text,
        note text
      );
      CREATE UNIQUE INDEX approval_pending ON approval (source, dataset, kind) WHERE status = 'PENDING';
      CREATE TABLE approval_record (
        approval uuid NOT NULL REFERENCES approval ON DELETE CASCADE,
        id text NOT NULL,
        PRIMARY KEY (approval, id)
      );

      -- Keys of the snapshot that is being read. Unlogged: the count beside it tells when a crash emptied it.
      CREATE TABLE source_snapshot (
        source text NOT NULL,
        dataset text NOT NULL,
        keys bigint NOT NULL DEFAULT 0,
        unreadable bigint NOT NULL DEFAULT 0,
        started_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (source, dataset)
      );
      CREATE UNLOGGED TABLE snapshot_key (
        source text NOT NULL,
        dataset text NOT NULL,
        id text NOT NULL,
        PRIMARY KEY (source, dataset, id)
      );

      CREATE TABLE push_receipt (
        source text NOT NULL,
        key text NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (source, key)
      );
      CREATE INDEX push_receipt_at ON push_receipt (received_at);

      ALTER TABLE quarantine
        ADD status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'REPLAYED', 'DISCARDED', 'SUPERSEDED')),
        ADD decided_at timestamptz,
        ADD decided_by text,
        ADD note text;
      CREATE INDEX quarantine_open ON quarantine (source, dataset, reason) WHERE status = 'OPEN';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
