import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Submission1764000004000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
        CREATE TABLE "submission" (
          "id" text NOT NULL,
          "_source" text NOT NULL,
          "_run" text NOT NULL,
          "_src_uri" text,
          "_src_pos" text,
          "_recorded_at" timestamptz NOT NULL DEFAULT now(),
          "_hash" text NOT NULL,
          "_version" integer NOT NULL DEFAULT '1',
          "code" text NOT NULL,
          "dataset" text NOT NULL,
          "record_id" text NOT NULL,
          "content_hash" text NOT NULL,
          "submitted_by" text NOT NULL,
          "role" text NOT NULL,
          "received_at" timestamptz NOT NULL,
          CONSTRAINT "PK_7faa571d0e4a7076e85890c9bd0" PRIMARY KEY ("id")
        );
        CREATE INDEX "submission_submitter" ON "submission" ("submitted_by", "received_at", "id");
        CREATE INDEX "submission_code" ON "submission" ("code");
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
