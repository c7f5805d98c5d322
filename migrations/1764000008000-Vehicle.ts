import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Vehicle1764000008000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
        CREATE TABLE "vehicle" (
          "id" text NOT NULL,
          "_source" text NOT NULL,
          "_run" text NOT NULL,
          "_src_uri" text,
          "_src_pos" text,
          "_recorded_at" timestamptz NOT NULL DEFAULT now(),
          "_hash" text NOT NULL,
          "_version" integer NOT NULL DEFAULT '1',
          "vehicle_plate_identifier" text NOT NULL,
          "vehicle_group" text NOT NULL,
          "plate_colour" text NOT NULL,
          "plate_display" text NOT NULL,
          "plate_kind" text NOT NULL,
          "owner_kind" text,
          "owner_personal_id" text,
          "owner_tax_code" text,
          "registration_certificate_number" text,
          "date_vehicle_first_registered" date,
          "registered_at_unit_code" text,
          "registered_at_unit_valid_from" date,
          "vehicle_identification_number" text,
          "engine_number" text,
          "make" text,
          "model" text,
          "colour" text,
          "manufacture_year" integer,
          "vehicle_type" text NOT NULL,
          "seat_count" integer,
          "gross_mass_kg" integer,
          "kerb_mass_kg" integer,
          "payload_kg" integer,
          "cylinder_capacity_cc" integer,
          "motor_power_kw" double precision,
          "fuel_type" text,
          "usage" text,
          "status" text NOT NULL,
          "inspection_certificate_number" text,
          "inspection_stamp_number" text,
          "inspection_centre_code" text,
          "inspected_on" date,
          "inspection_valid_until" date,
          "insurance_policy_number" text,
          "insurance_valid_until" date,
          "source_updated_at" timestamptz,
          CONSTRAINT "PK_187fa17ba39d367e5604b3d1ec9" PRIMARY KEY ("id")
        );
        CREATE INDEX "vehicle_unit" ON "vehicle" ("registered_at_unit_code", "registered_at_unit_valid_from");
        CREATE INDEX "vehicle_inspection" ON "vehicle" ("inspection_valid_until", "id");
        CREATE INDEX "vehicle_owner" ON "vehicle" ("owner_personal_id", "id");
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
