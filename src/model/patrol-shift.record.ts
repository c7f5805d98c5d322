import { z } from 'zod';
import { patrolActivities, patrolModes } from './code-lists/index.ts';
import { civilDate, count, identifier, instant, optional, text, unitCode } from './record-fields.ts';
import { addBreach, defineRule } from './rule.ts';
import { checkUnitReference } from './unit-reference.ts';

const ENDS_AFTER_START = defineRule({
  vi: 'Ca tuần tra phải kết thúc sau khi bắt đầu',
  en: 'A patrol shift ends after it starts',
  law: 'Thông tư 73/2024/TT-BCA',
});

/** One shift of one team (Circular 73/2024/TT-BCA). Says how many officers, never who. */
export const patrolShiftRecord = z
  .strictObject({
    id: identifier(),
    planNumber: optional(identifier()),
    teamCode: identifier(),
    leaderRank: optional(text(50)),
    memberCount: optional(count()),
    startAt: instant(),
    endAt: instant(),
    /** Ids of the road segments on the route, in order. */
    routeSegments: z.array(identifier()).default([]),
    mode: z.enum(patrolModes.codes).default('OPEN'),
    activity: z.enum(patrolActivities.codes).default('GENERAL'),
    unitCode: optional(unitCode()),
    unitValidFrom: optional(civilDate()),
    sourceUpdatedAt: optional(instant()),
  })
  .superRefine((shift, ctx) => {
    if (shift.endAt <= shift.startAt) addBreach(ctx, ['endAt'], ENDS_AFTER_START);
    checkUnitReference(ctx, 'unitCode', shift.unitCode, shift.unitValidFrom);
  });

export type PatrolShiftRecord = z.infer<typeof patrolShiftRecord>;
