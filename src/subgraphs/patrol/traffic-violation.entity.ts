import { Column, Entity, Index } from 'typeorm';
import type { TrafficViolationRecord } from '../../model/traffic-violation.record.ts';
import { StoredRow } from '../../store/stored-row.ts';

/** Lists come newest first, so each relation's index ends in the instant and the id and is walked backwards. */
@Entity({ name: 'traffic_violation' })
@Index('traffic_violation_occurred', ['occurredAt', 'id'])
@Index('traffic_violation_vehicle', ['vehicleRef', 'occurredAt', 'id'])
@Index('traffic_violation_segment', ['refRoadSegment', 'occurredAt', 'id'])
@Index('traffic_violation_road', ['roadRef', 'occurredAt', 'id'])
@Index('traffic_violation_unit', ['unitCode', 'unitValidFrom', 'occurredAt', 'id'])
@Index('traffic_violation_code', ['violationCode', 'occurredAt', 'id'])
export class TrafficViolationEntity extends StoredRow {
  @Column({ type: 'text', name: 'record_number', nullable: true })
  recordNumber!: string | null;

  @Column({ type: 'text', name: 'decision_number', nullable: true })
  decisionNumber!: string | null;

  @Column({ type: 'text', name: 'violation_code' })
  violationCode!: string;

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt!: string;

  @Column({ type: 'timestamptz', name: 'detected_at' })
  detectedAt!: string;

  @Column({ type: 'double precision', name: 'location_lon', nullable: true })
  locationLon!: number | null;

  @Column({ type: 'double precision', name: 'location_lat', nullable: true })
  locationLat!: number | null;

  @Column({ type: 'text', name: 'ref_road_segment', nullable: true })
  refRoadSegment!: string | null;

  @Column({ type: 'text', name: 'road_ref', nullable: true })
  roadRef!: string | null;

  @Column({ type: 'text', name: 'kilometre_post', nullable: true })
  kilometrePost!: string | null;

  @Column({ type: 'text', name: 'unit_code', nullable: true })
  unitCode!: string | null;

  @Column({ type: 'date', name: 'unit_valid_from', nullable: true })
  unitValidFrom!: string | null;

  @Column({ type: 'text', name: 'detection_method' })
  detectionMethod!: string;

  @Column({ type: 'text', name: 'vehicle_ref', nullable: true })
  vehicleRef!: string | null;

  @Column({ type: 'text', name: 'driver_personal_id', nullable: true })
  driverPersonalId!: string | null;

  @Column({ type: 'jsonb', name: 'measurement', nullable: true })
  measurement!: TrafficViolationRecord['measurement'];

  @Column({ type: 'bigint', name: 'fine_amount', nullable: true })
  fineAmount!: number | null;

  @Column({ type: 'int', name: 'points_deducted', nullable: true })
  pointsDeducted!: number | null;

  @Column({ type: 'int', name: 'suspension_months', nullable: true })
  suspensionMonths!: number | null;

  @Column({ type: 'text', name: 'state' })
  state!: string;

  @Column({ type: 'timestamptz', name: 'source_updated_at', nullable: true })
  sourceUpdatedAt!: string | null;
}
