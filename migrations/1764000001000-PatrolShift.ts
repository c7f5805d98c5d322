import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PatrolShift1764000001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
        CREATE TABLE "patrol_shift" (
          "id" text NOT NULL,
          "_source" text NOT NULL,
          "_run" text NOT NULL,
          "_src_uri" text,
          "_src_pos" text,
          "_recorded_at" timestamptz NOT NULL DEFAULT now(),
          "_hash" text NOT NULL,
          "_version" integer NOT NULL DEFAULT '1',
          "plan_number" text,
          "team_code" text NOT NULL,
          "leader_rank" text,
          "member_count" integer,
          "start_at" timestamptz NOT NULL,
          "end_at" timestamptz NOT NULL,
          "route_segments" jsonb NOT NULL,
          "mode" text NOT NULL,
          "activity" text NOT NULL,
          "unit_code" text,
          "unit_valid_from" date,
          "source_updated_at" timestamptz,
          CONSTRAINT "PK_e9c26696381979de0a92a9c4f92" PRIMARY KEY ("id")
        );
        CREATE INDEX "patrol_shift_unit" ON "patrol_shift" ("unit_code", "unit_valid_from", "start_at", "id");
        CREATE INDEX "patrol_shift_end" ON "patrol_shift" ("end_at");
        CREATE INDEX "patrol_shift_start" ON "patrol_shift" ("start_at", "id");
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
