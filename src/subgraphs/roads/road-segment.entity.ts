import { Column, Entity, Index } from 'typeorm';
import type { LineStringGeometry } from '../../model/place.ts';
import { StoredRow } from '../../store/stored-row.ts';

@Entity({ name: 'road_segment' })
@Index('road_segment_ref', ['officialRef', 'startKilometer', 'id'])
@Index('road_segment_unit', ['unitCode', 'unitValidFrom'])
export class RoadSegmentEntity extends StoredRow {
  @Column({ type: 'text', name: 'official_ref', nullable: true })
  officialRef!: string | null;

  @Column({ type: 'text', name: 'name', nullable: true })
  name!: string | null;

  @Column({ type: 'text', name: 'road_class' })
  roadClass!: string;

  @Column({ type: 'double precision', name: 'start_kilometer', nullable: true })
  startKilometer!: number | null;

  @Column({ type: 'double precision', name: 'end_kilometer', nullable: true })
  endKilometer!: number | null;

  @Column({ type: 'double precision', name: 'start_point_lon', nullable: true })
  startPointLon!: number | null;

  @Column({ type: 'double precision', name: 'start_point_lat', nullable: true })
  startPointLat!: number | null;

  @Column({ type: 'double precision', name: 'end_point_lon', nullable: true })
  endPointLon!: number | null;

  @Column({ type: 'double precision', name: 'end_point_lat', nullable: true })
  endPointLat!: number | null;

  @Column({ type: 'jsonb', name: 'geometry', nullable: true })
  geometry!: LineStringGeometry | null;

  @Column({ type: 'int', name: 'total_lane_number', nullable: true })
  totalLaneNumber!: number | null;

  @Column({ type: 'double precision', name: 'width', nullable: true })
  width!: number | null;

  @Column({ type: 'int', name: 'maximum_allowed_speed', nullable: true })
  maximumAllowedSpeed!: number | null;

  @Column({ type: 'text', name: 'status' })
  status!: string;

  @Column({ type: 'text', name: 'surface', nullable: true })
  surface!: string | null;

  @Column({ type: 'boolean', name: 'populated_area', nullable: true })
  populatedArea!: boolean | null;

  @Column({ type: 'text', name: 'managed_by', nullable: true })
  managedBy!: string | null;

  @Column({ type: 'text', name: 'unit_code', nullable: true })
  unitCode!: string | null;

  @Column({ type: 'date', name: 'unit_valid_from', nullable: true })
  unitValidFrom!: string | null;

  @Column({ type: 'double precision', name: 'free_flow_speed', nullable: true })
  freeFlowSpeed!: number | null;

  @Column({ type: 'timestamptz', name: 'source_updated_at', nullable: true })
  sourceUpdatedAt!: string | null;
}
