import { Column, Entity, Index } from 'typeorm';
import type { TrafficAccidentRecord } from '../../model/traffic-accident.record.ts';
import { StoredRow } from '../../store/stored-row.ts';

@Entity({ name: 'traffic_accident' })
@Index('traffic_accident_segment', ['refRoadSegment', 'occurredAt', 'id'])
@Index('traffic_accident_newest', ['occurredAt', 'id'])
@Index('traffic_accident_unit', ['unitCode', 'unitValidFrom'])
export class TrafficAccidentEntity extends StoredRow {
  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt!: string;

  @Column({ type: 'timestamptz', name: 'reported_at', nullable: true })
  reportedAt!: string | null;

  @Column({ type: 'double precision', name: 'location_lon', nullable: true })
  locationLon!: number | null;

  @Column({ type: 'double precision', name: 'location_lat', nullable: true })
  locationLat!: number | null;

  @Column({ type: 'text', name: 'road_ref', nullable: true })
  roadRef!: string | null;

  @Column({ type: 'text', name: 'ref_road_segment', nullable: true })
  refRoadSegment!: string | null;

  @Column({ type: 'text', name: 'kilometre_post', nullable: true })
  kilometrePost!: string | null;

  @Column({ type: 'text', name: 'unit_code', nullable: true })
  unitCode!: string | null;

  @Column({ type: 'date', name: 'unit_valid_from', nullable: true })
  unitValidFrom!: string | null;

  @Column({ type: 'text', name: 'declared_severity', nullable: true })
  declaredSeverity!: string | null;

  @Column({ type: 'text', name: 'accident_severity', nullable: true })
  accidentSeverity!: string | null;

  @Column({ type: 'text', name: 'severity_scheme' })
  severityScheme!: string;

  @Column({ type: 'int', name: 'deaths_at_scene', nullable: true })
  deathsAtScene!: number | null;

  @Column({ type: 'int', name: 'deaths_within_24h', nullable: true })
  deathsWithin24h!: number | null;

  @Column({ type: 'int', name: 'deaths_within_30days', nullable: true })
  deathsWithin30days!: number | null;

  @Column({ type: 'int', name: 'injured_count', nullable: true })
  injuredCount!: number | null;

  @Column({ type: 'double precision', name: 'injury_percent_total', nullable: true })
  injuryPercentTotal!: number | null;

  @Column({ type: 'double precision', name: 'injury_percent_max', nullable: true })
  injuryPercentMax!: number | null;

  @Column({ type: 'bigint', name: 'damage_vnd', nullable: true })
  damageVnd!: number | null;

  @Column({ type: 'text', name: 'collision_type', nullable: true })
  collisionType!: string | null;

  @Column({ type: 'text', name: 'cause', nullable: true })
  cause!: string | null;

  @Column({ type: 'jsonb', name: 'vehicles' })
  vehicles!: TrafficAccidentRecord['vehicles'];

  @Column({ type: 'jsonb', name: 'casualties' })
  casualties!: TrafficAccidentRecord['casualties'];

  @Column({ type: 'int', name: 'declared_vehicle_count', nullable: true })
  declaredVehicleCount!: number | null;

  @Column({ type: 'int', name: 'declared_casualty_count', nullable: true })
  declaredCasualtyCount!: number | null;

  @Column({ type: 'text', name: 'weather', nullable: true })
  weather!: string | null;

  @Column({ type: 'text', name: 'lighting', nullable: true })
  lighting!: string | null;

  @Column({ type: 'text', name: 'road_surface', nullable: true })
  roadSurface!: string | null;

  @Column({ type: 'text', name: 'mode' })
  mode!: string;

  @Column({ type: 'jsonb', name: 'quality_flags' })
  qualityFlags!: string[];

  @Column({ type: 'timestamptz', name: 'source_updated_at', nullable: true })
  sourceUpdatedAt!: string | null;
}
