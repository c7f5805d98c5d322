import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the integration subgraph asks for: who asked for a run, runs by time, landed bytes of a run. */
export class Integration1764200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE ingest_run ADD asked_by text;
      CREATE INDEX ingest_run_started ON ingest_run (started_at DESC, id DESC);
      CREATE INDEX landed_page_run ON landed_page (run);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
