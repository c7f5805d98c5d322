import { Column, Entity, Index } from 'typeorm';
import { z } from 'zod';
import { ageBands, injuryStatuses, involvementRoles, sexes, vehicleTypes } from '../../../src/model/index.ts';
import { defineDataset } from '../../../src/store/dataset.ts';
import { StoredRow } from '../../../src/store/stored-row.ts';

@Entity({ name: 'stats19_vehicle' })
@Index('stats19_vehicle_accident', ['accidentId', 'id'])
export class Stats19VehicleEntity extends StoredRow {
  @Column({ type: 'text', name: 'accident_id' })
  accidentId!: string;

  @Column({ type: 'text', name: 'vehicle_type', nullable: true })
  vehicleType!: string | null;
}

@Entity({ name: 'stats19_casualty' })
@Index('stats19_casualty_accident', ['accidentId', 'id'])
export class Stats19CasualtyEntity extends StoredRow {
  @Column({ type: 'text', name: 'accident_id' })
  accidentId!: string;

  @Column({ type: 'text', name: 'vehicle_id' })
  vehicleId!: string;

  @Column({ type: 'text', name: 'role' })
  role!: string;

  @Column({ type: 'text', name: 'severity' })
  severity!: string;

  @Column({ type: 'text', name: 'age_band', nullable: true })
  ageBand!: string | null;

  @Column({ type: 'text', name: 'sex', nullable: true })
  sex!: string | null;
}

export const stats19VehicleDataset = defineDataset({
  name: 'stats19Vehicle',
  titleVi: 'Phương tiện trong vụ tai nạn (STATS19)',
  titleEn: 'Vehicles in collisions (STATS19)',
  record: z.strictObject({
    id: z.string(),
    accidentId: z.string(),
    vehicleType: z.enum(vehicleTypes.codes).nullable(),
  }),
  entity: Stats19VehicleEntity,
});

export const stats19CasualtyDataset = defineDataset({
  name: 'stats19Casualty',
  titleVi: 'Người thương vong (STATS19)',
  titleEn: 'Casualties (STATS19)',
  record: z.strictObject({
    id: z.string(),
    accidentId: z.string(),
    vehicleId: z.string(),
    role: z.enum(involvementRoles.codes),
    severity: z.enum(injuryStatuses.codes),
    ageBand: z.enum(ageBands.codes).nullable(),
    sex: z.enum(sexes.codes).nullable(),
  }),
  entity: Stats19CasualtyEntity,
});
