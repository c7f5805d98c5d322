import { Column, Entity, Index } from 'typeorm';
import { StoredRow } from '../../store/stored-row.ts';

/** Indices are walked backwards: the newest observation, of a segment or of all, is their last entry. */
@Entity({ name: 'traffic_flow_observed' })
@Index('traffic_flow_observed_segment', ['refRoadSegment', 'dateObserved', 'id'])
@Index('traffic_flow_observed_newest', ['dateObserved', 'id'])
export class TrafficFlowObservedEntity extends StoredRow {
  @Column({ type: 'text', name: 'sensor_id' })
  sensorId!: string;

  @Column({ type: 'text', name: 'ref_road_segment', nullable: true })
  refRoadSegment!: string | null;

  @Column({ type: 'text', name: 'lane_id', nullable: true })
  laneId!: string | null;

  @Column({ type: 'text', name: 'lane_direction', nullable: true })
  laneDirection!: string | null;

  @Column({ type: 'timestamptz', name: 'date_observed_from' })
  dateObservedFrom!: string;

  @Column({ type: 'timestamptz', name: 'date_observed' })
  dateObserved!: string;

  @Column({ type: 'int', name: 'period_seconds' })
  periodSeconds!: number;

  @Column({ type: 'int', name: 'intensity', nullable: true })
  intensity!: number | null;

  @Column({ type: 'double precision', name: 'occupancy', nullable: true })
  occupancy!: number | null;

  @Column({ type: 'double precision', name: 'average_vehicle_speed', nullable: true })
  averageVehicleSpeed!: number | null;

  @Column({ type: 'double precision', name: 'average_headway_time', nullable: true })
  averageHeadwayTime!: number | null;

  @Column({ type: 'boolean', name: 'congested', nullable: true })
  congested!: boolean | null;

  @Column({ type: 'text', name: 'vehicle_type', nullable: true })
  vehicleType!: string | null;

  @Column({ type: 'jsonb', name: 'quality_flags' })
  qualityFlags!: string[];
}
