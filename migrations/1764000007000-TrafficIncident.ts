import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TrafficIncident1764000007000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
        CREATE TABLE "traffic_incident" (
          "id" text NOT NULL,
          "_source" text NOT NULL,
          "_run" text NOT NULL,
          "_src_uri" text,
          "_src_pos" text,
          "_recorded_at" timestamptz NOT NULL DEFAULT now(),
          "_hash" text NOT NULL,
          "_version" integer NOT NULL DEFAULT '1',
          "version" integer NOT NULL,
          "situation_record_type" text NOT NULL,
          "overall_severity" text NOT NULL,
          "probability_of_occurrence" text NOT NULL,
          "validity_status" text NOT NULL,
          "overall_start_time" timestamptz NOT NULL,
          "overall_end_time" timestamptz,
          "situation_record_creation_time" timestamptz NOT NULL,
          "situation_record_version_time" timestamptz NOT NULL,
          "ref_road_segment" text,
          "kilometre_post" text,
          "location_lon" double precision,
          "location_lat" double precision,
          "unit_code" text,
          "unit_valid_from" date,
          "description_vi" text,
          "reported_by" text,
          "source_kind" text NOT NULL,
          CONSTRAINT "PK_e5508a3191964d73fb52b992a55" PRIMARY KEY ("id")
        );
        CREATE INDEX "traffic_incident_unit" ON "traffic_incident" ("unit_code", "unit_valid_from");
        CREATE INDEX "traffic_incident_newest" ON "traffic_incident" ("overall_start_time", "id");
        CREATE INDEX "traffic_incident_segment" ON "traffic_incident" ("ref_road_segment", "overall_start_time", "id");
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
