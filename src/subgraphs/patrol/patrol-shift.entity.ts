import { Column, Entity, Index } from 'typeorm';
import { StoredRow } from '../../store/stored-row.ts';

@Entity({ name: 'patrol_shift' })
@Index('patrol_shift_start', ['startAt', 'id'])
@Index('patrol_shift_end', ['endAt'])
@Index('patrol_shift_unit', ['unitCode', 'unitValidFrom', 'startAt', 'id'])
export class PatrolShiftEntity extends StoredRow {
  @Column({ type: 'text', name: 'plan_number', nullable: true })
  planNumber!: string | null;

  @Column({ type: 'text', name: 'team_code' })
  teamCode!: string;

  @Column({ type: 'text', name: 'leader_rank', nullable: true })
  leaderRank!: string | null;

  @Column({ type: 'int', name: 'member_count', nullable: true })
  memberCount!: number | null;

  @Column({ type: 'timestamptz', name: 'start_at' })
  startAt!: string;

  @Column({ type: 'timestamptz', name: 'end_at' })
  endAt!: string;

  @Column({ type: 'jsonb', name: 'route_segments' })
  routeSegments!: string[];

  @Column({ type: 'text', name: 'mode' })
  mode!: string;

  @Column({ type: 'text', name: 'activity' })
  activity!: string;

  @Column({ type: 'text', name: 'unit_code', nullable: true })
  unitCode!: string | null;

  @Column({ type: 'date', name: 'unit_valid_from', nullable: true })
  unitValidFrom!: string | null;

  @Column({ type: 'timestamptz', name: 'source_updated_at', nullable: true })
  sourceUpdatedAt!: string | null;
}
