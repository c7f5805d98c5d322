import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a source calls a record whose id the hub derives: removals name it by that. */
export class SourceKey1764200003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE source_key (
        source text NOT NULL,
        dataset text NOT NULL,
        key text NOT NULL,
        id text NOT NULL,
        PRIMARY KEY (source, dataset, key)
      );
      CREATE INDEX source_key_id ON source_key (source, dataset, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
