import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RoadSegment1764000003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
        CREATE TABLE "road_segment" (
          "id" text NOT NULL,
          "_source" text NOT NULL,
          "_run" text NOT NULL,
          "_src_uri" text,
          "_src_pos" text,
          "_recorded_at" timestamptz NOT NULL DEFAULT now(),
          "_hash" text NOT NULL,
          "_version" integer NOT NULL DEFAULT '1',
          "official_ref" text,
          "name" text,
          "road_class" text NOT NULL,
          "start_kilometer" double precision,
          "end_kilometer" double precision,
          "start_point_lon" double precision,
          "start_point_lat" double precision,
          "end_point_lon" double precision,
          "end_point_lat" double precision,
          "geometry" jsonb,
          "total_lane_number" integer,
          "width" double precision,
          "maximum_allowed_speed" integer,
          "status" text NOT NULL,
          "surface" text,
          "populated_area" boolean,
          "managed_by" text,
          "unit_code" text,
          "unit_valid_from" date,
          "free_flow_speed" double precision,
          "source_updated_at" timestamptz,
          CONSTRAINT "PK_1ee71546f44e9cdc68196952f55" PRIMARY KEY ("id")
        );
        CREATE INDEX "road_segment_unit" ON "road_segment" ("unit_code", "unit_valid_from");
        CREATE INDEX "road_segment_ref" ON "road_segment" ("official_ref", "start_kilometer", "id");
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
