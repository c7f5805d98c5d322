import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asks for which field of the graph, by day: what a change of the schema would break. */
export class FieldUsage1764200002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE field_usage (
        day date NOT NULL,
        client text NOT NULL,
        type text NOT NULL,
        field text NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY (day, client, type, field)
      );
      CREATE INDEX field_usage_of ON field_usage (type, field, day);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
