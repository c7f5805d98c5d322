import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TrafficViolation1764000002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
        CREATE TABLE "traffic_violation" (
          "id" text NOT NULL,
          "_source" text NOT NULL,
          "_run" text NOT NULL,
          "_src_uri" text,
          "_src_pos" text,
          "_recorded_at" timestamptz NOT NULL DEFAULT now(),
          "_hash" text NOT NULL,
          "_version" integer NOT NULL DEFAULT '1',
          "record_number" text,
          "decision_number" text,
          "violation_code" text NOT NULL,
          "occurred_at" timestamptz NOT NULL,
          "detected_at" timestamptz NOT NULL,
          "location_lon" double precision,
          "location_lat" double precision,
          "ref_road_segment" text,
          "road_ref" text,
          "kilometre_post" text,
          "unit_code" text,
          "unit_valid_from" date,
          "detection_method" text NOT NULL,
          "vehicle_ref" text,
          "driver_personal_id" text,
          "measurement" jsonb,
          "fine_amount" bigint,
          "points_deducted" integer,
          "suspension_months" integer,
          "state" text NOT NULL,
          "source_updated_at" timestamptz,
          CONSTRAINT "PK_f6bcc7020287f9b1278f7cb8e45" PRIMARY KEY ("id")
        );
        CREATE INDEX "traffic_violation_code" ON "traffic_violation" ("violation_code", "occurred_at", "id");
        CREATE INDEX "traffic_violation_unit" ON "traffic_violation" ("unit_code", "unit_valid_from", "occurred_at", "id");
        CREATE INDEX "traffic_violation_road" ON "traffic_violation" ("road_ref", "occurred_at", "id");
        CREATE INDEX "traffic_violation_segment" ON "traffic_violation" ("ref_road_segment", "occurred_at", "id");
        CREATE INDEX "traffic_violation_vehicle" ON "traffic_violation" ("vehicle_ref", "occurred_at", "id");
        CREATE INDEX "traffic_violation_occurred" ON "traffic_violation" ("occurred_at", "id");
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
