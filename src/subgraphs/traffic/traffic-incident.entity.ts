import { Column, Entity, Index } from 'typeorm';
import { StoredRow } from '../../store/stored-row.ts';

@Entity({ name: 'traffic_incident' })
@Index('traffic_incident_segment', ['refRoadSegment', 'overallStartTime', 'id'])
@Index('traffic_incident_newest', ['overallStartTime', 'id'])
@Index('traffic_incident_unit', ['unitCode', 'unitValidFrom'])
export class TrafficIncidentEntity extends StoredRow {
  @Column({ type: 'int', name: 'version' })
  version!: number;

  @Column({ type: 'text', name: 'situation_record_type' })
  situationRecordType!: string;

  @Column({ type: 'text', name: 'overall_severity' })
  overallSeverity!: string;

  @Column({ type: 'text', name: 'probability_of_occurrence' })
  probabilityOfOccurrence!: string;

  @Column({ type: 'text', name: 'validity_status' })
  validityStatus!: string;

  @Column({ type: 'timestamptz', name: 'overall_start_time' })
  overallStartTime!: string;

  @Column({ type: 'timestamptz', name: 'overall_end_time', nullable: true })
  overallEndTime!: string | null;

  @Column({ type: 'timestamptz', name: 'situation_record_creation_time' })
  situationRecordCreationTime!: string;

  @Column({ type: 'timestamptz', name: 'situation_record_version_time' })
  situationRecordVersionTime!: string;

  @Column({ type: 'text', name: 'ref_road_segment', nullable: true })
  refRoadSegment!: string | null;

  @Column({ type: 'text', name: 'kilometre_post', nullable: true })
  kilometrePost!: string | null;

  @Column({ type: 'double precision', name: 'location_lon', nullable: true })
  locationLon!: number | null;

  @Column({ type: 'double precision', name: 'location_lat', nullable: true })
  locationLat!: number | null;

  @Column({ type: 'text', name: 'unit_code', nullable: true })
  unitCode!: string | null;

  @Column({ type: 'date', name: 'unit_valid_from', nullable: true })
  unitValidFrom!: string | null;

  @Column({ type: 'text', name: 'description_vi', nullable: true })
  descriptionVi!: string | null;

  @Column({ type: 'text', name: 'reported_by', nullable: true })
  reportedBy!: string | null;

  @Column({ type: 'text', name: 'source_kind' })
  sourceKind!: string;
}
