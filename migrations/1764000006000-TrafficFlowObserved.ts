import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TrafficFlowObserved1764000006000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
        CREATE TABLE "traffic_flow_observed" (
          "id" text NOT NULL,
          "_source" text NOT NULL,
          "_run" text NOT NULL,
          "_src_uri" text,
          "_src_pos" text,
          "_recorded_at" timestamptz NOT NULL DEFAULT now(),
          "_hash" text NOT NULL,
          "_version" integer NOT NULL DEFAULT '1',
          "sensor_id" text NOT NULL,
          "ref_road_segment" text,
          "lane_id" text,
          "lane_direction" text,
          "date_observed_from" timestamptz NOT NULL,
          "date_observed" timestamptz NOT NULL,
          "period_seconds" integer NOT NULL,
          "intensity" integer,
          "occupancy" double precision,
          "average_vehicle_speed" double precision,
          "average_headway_time" double precision,
          "congested" boolean,
          "vehicle_type" text,
          "quality_flags" jsonb NOT NULL,
          CONSTRAINT "PK_92e315f591fa160aa4f4a42b417" PRIMARY KEY ("id")
        );
        CREATE INDEX "traffic_flow_observed_newest" ON "traffic_flow_observed" ("date_observed", "id");
        CREATE INDEX "traffic_flow_observed_segment" ON "traffic_flow_observed" ("ref_road_segment", "date_observed", "id");
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
