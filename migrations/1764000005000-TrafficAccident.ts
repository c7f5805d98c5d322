import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TrafficAccident1764000005000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
        CREATE TABLE "traffic_accident" (
          "id" text NOT NULL,
          "_source" text NOT NULL,
          "_run" text NOT NULL,
          "_src_uri" text,
          "_src_pos" text,
          "_recorded_at" timestamptz NOT NULL DEFAULT now(),
          "_hash" text NOT NULL,
          "_version" integer NOT NULL DEFAULT '1',
          "occurred_at" timestamptz NOT NULL,
          "reported_at" timestamptz,
          "location_lon" double precision,
          "location_lat" double precision,
          "road_ref" text,
          "ref_road_segment" text,
          "kilometre_post" text,
          "unit_code" text,
          "unit_valid_from" date,
          "declared_severity" text,
          "accident_severity" text,
          "severity_scheme" text NOT NULL,
          "deaths_at_scene" integer,
          "deaths_within_24h" integer,
          "deaths_within_30days" integer,
          "injured_count" integer,
          "injury_percent_total" double precision,
          "injury_percent_max" double precision,
          "damage_vnd" bigint,
          "collision_type" text,
          "cause" text,
          "vehicles" jsonb NOT NULL,
          "casualties" jsonb NOT NULL,
          "declared_vehicle_count" integer,
          "declared_casualty_count" integer,
          "weather" text,
          "lighting" text,
          "road_surface" text,
          "mode" text NOT NULL,
          "quality_flags" jsonb NOT NULL,
          "source_updated_at" timestamptz,
          CONSTRAINT "PK_e45b3dcac48fa32b96f092653ef" PRIMARY KEY ("id")
        );
        CREATE INDEX "traffic_accident_unit" ON "traffic_accident" ("unit_code", "unit_valid_from");
        CREATE INDEX "traffic_accident_newest" ON "traffic_accident" ("occurred_at", "id");
        CREATE INDEX "traffic_accident_segment" ON "traffic_accident" ("ref_road_segment", "occurred_at", "id");
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
