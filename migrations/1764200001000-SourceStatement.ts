import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each source says of a record, for datasets that several sources feed; the dataset's table holds what was picked. */
export class SourceStatement1764200001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE source_statement (
        dataset text NOT NULL,
        id text NOT NULL,
        source text NOT NULL,
        -- Values by the columns of the dataset's table.
        record jsonb NOT NULL,
        hash text NOT NULL,
        run text NOT NULL,
        src_uri text,
        src_pos text,
        -- Of the clock, not of the transaction: under the write door's lock it grows in the order of the commits.
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (dataset, id, source)
      );
      CREATE INDEX source_statement_of ON source_statement (source, dataset, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
