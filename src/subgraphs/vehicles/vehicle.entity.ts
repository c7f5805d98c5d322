import { Column, Entity, Index } from 'typeorm';
import { StoredRow } from '../../store/stored-row.ts';

@Entity({ name: 'vehicle' })
@Index('vehicle_owner', ['ownerPersonalId', 'id'])
@Index('vehicle_inspection', ['inspectionValidUntil', 'id'])
@Index('vehicle_unit', ['registeredAtUnitCode', 'registeredAtUnitValidFrom'])
export class VehicleEntity extends StoredRow {
  @Column({ type: 'text', name: 'vehicle_plate_identifier' })
  vehiclePlateIdentifier!: string;

  @Column({ type: 'text', name: 'vehicle_group' })
  vehicleGroup!: string;

  @Column({ type: 'text', name: 'plate_colour' })
  plateColour!: string;

  @Column({ type: 'text', name: 'plate_display' })
  plateDisplay!: string;

  @Column({ type: 'text', name: 'plate_kind' })
  plateKind!: string;

  @Column({ type: 'text', name: 'owner_kind', nullable: true })
  ownerKind!: string | null;

  @Column({ type: 'text', name: 'owner_personal_id', nullable: true })
  ownerPersonalId!: string | null;

  @Column({ type: 'text', name: 'owner_tax_code', nullable: true })
  ownerTaxCode!: string | null;

  @Column({ type: 'text', name: 'registration_certificate_number', nullable: true })
  registrationCertificateNumber!: string | null;

  @Column({ type: 'date', name: 'date_vehicle_first_registered', nullable: true })
  dateVehicleFirstRegistered!: string | null;

  @Column({ type: 'text', name: 'registered_at_unit_code', nullable: true })
  registeredAtUnitCode!: string | null;

  @Column({ type: 'date', name: 'registered_at_unit_valid_from', nullable: true })
  registeredAtUnitValidFrom!: string | null;

  @Column({ type: 'text', name: 'vehicle_identification_number', nullable: true })
  vehicleIdentificationNumber!: string | null;

  @Column({ type: 'text', name: 'engine_number', nullable: true })
  engineNumber!: string | null;

  @Column({ type: 'text', name: 'make', nullable: true })
  make!: string | null;

  @Column({ type: 'text', name: 'model', nullable: true })
  model!: string | null;

  @Column({ type: 'text', name: 'colour', nullable: true })
  colour!: string | null;

  @Column({ type: 'int', name: 'manufacture_year', nullable: true })
  manufactureYear!: number | null;

  @Column({ type: 'text', name: 'vehicle_type' })
  vehicleType!: string;

  @Column({ type: 'int', name: 'seat_count', nullable: true })
  seatCount!: number | null;

  @Column({ type: 'int', name: 'gross_mass_kg', nullable: true })
  grossMassKg!: number | null;

  @Column({ type: 'int', name: 'kerb_mass_kg', nullable: true })
  kerbMassKg!: number | null;

  @Column({ type: 'int', name: 'payload_kg', nullable: true })
  payloadKg!: number | null;

  @Column({ type: 'int', name: 'cylinder_capacity_cc', nullable: true })
  cylinderCapacityCc!: number | null;

  @Column({ type: 'double precision', name: 'motor_power_kw', nullable: true })
  motorPowerKw!: number | null;

  @Column({ type: 'text', name: 'fuel_type', nullable: true })
  fuelType!: string | null;

  @Column({ type: 'text', name: 'usage', nullable: true })
  usage!: string | null;

  @Column({ type: 'text', name: 'status' })
  status!: string;

  @Column({ type: 'text', name: 'inspection_certificate_number', nullable: true })
  inspectionCertificateNumber!: string | null;

  @Column({ type: 'text', name: 'inspection_stamp_number', nullable: true })
  inspectionStampNumber!: string | null;

  @Column({ type: 'text', name: 'inspection_centre_code', nullable: true })
  inspectionCentreCode!: string | null;

  @Column({ type: 'date', name: 'inspected_on', nullable: true })
  inspectedOn!: string | null;

  @Column({ type: 'date', name: 'inspection_valid_until', nullable: true })
  inspectionValidUntil!: string | null;

  @Column({ type: 'text', name: 'insurance_policy_number', nullable: true })
  insurancePolicyNumber!: string | null;

  @Column({ type: 'date', name: 'insurance_valid_until', nullable: true })
  insuranceValidUntil!: string | null;

  @Column({ type: 'timestamptz', name: 'source_updated_at', nullable: true })
  sourceUpdatedAt!: string | null;
}
