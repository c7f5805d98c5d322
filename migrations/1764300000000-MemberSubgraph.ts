import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subgraphs that members run: every version that was ever accepted stays. */
export class MemberSubgraph1764300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
        CREATE TABLE "member_subgraph" (
          "name" text NOT NULL,
          "version" integer NOT NULL,
          "owner" text NOT NULL,
          "sdl" text NOT NULL,
          "settings" jsonb NOT NULL,
          "published_by" text NOT NULL,
          "published_at" timestamptz NOT NULL DEFAULT now(),
          "withdrawn_by" text,
          "withdrawn_at" timestamptz,
          CONSTRAINT "PK_member_subgraph" PRIMARY KEY ("name", "version")
        );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
