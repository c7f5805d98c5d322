import { z } from 'zod';
import {
  incidentSourceKinds,
  overallSeverities,
  probabilitiesOfOccurrence,
  situationRecordTypes,
  validityStatuses,
} from './code-lists/index.ts';
import { checkPosition } from './position.rule.ts';
import {
  civilDate,
  identifier,
  instant,
  kilometrePost,
  latitude,
  longitude,
  optional,
  text,
  unitCode,
} from './record-fields.ts';
import { addBreach, defineRule } from './rule.ts';
import { checkUnitReference } from './unit-reference.ts';

const ENDS_AFTER_START = defineRule({
  vi: 'Thời điểm kết thúc không thể trước thời điểm bắt đầu',
  en: 'An incident cannot end before it starts',
  law: 'DATEX II v3 OverallPeriod',
});
const VERSION_AFTER_CREATION = defineRule({
  vi: 'Thời điểm của phiên bản không thể trước thời điểm tạo',
  en: 'A version cannot be older than its record',
  law: 'DATEX II v3 SituationRecord',
});
const NEEDS_A_PLACE = defineRule({
  vi: 'Sự cố phải có nơi xảy ra: tọa độ, đoạn đường hoặc đơn vị hành chính',
  en: 'An incident has a place: a position, a road segment or an administrative unit',
  law: 'DATEX II v3 LocationReference',
});

/** Something on the road that others should know (DATEX II v3 SituationRecord). */
export const trafficIncidentRecord = z
  .strictObject({
    id: identifier(),
    version: z.int().min(1).default(1),
    situationRecordType: z.enum(situationRecordTypes.codes),
    overallSeverity: z.enum(overallSeverities.codes).default('UNKNOWN'),
    probabilityOfOccurrence: z.enum(probabilitiesOfOccurrence.codes).default('CERTAIN'),
    validityStatus: z.enum(validityStatuses.codes).default('ACTIVE'),
    overallStartTime: instant(),
    overallEndTime: optional(instant()),
    situationRecordCreationTime: instant(),
    situationRecordVersionTime: instant(),
    refRoadSegment: optional(identifier()),
    kilometrePost: optional(kilometrePost()),
    locationLon: optional(longitude()),
    locationLat: optional(latitude()),
    unitCode: optional(unitCode()),
    unitValidFrom: optional(civilDate()),
    descriptionVi: optional(text(2000)),
    /** Subsystem that reported it (INSTANCE/CLASS/MEMBER/SUBSYSTEM), never a person's name. */
    reportedBy: optional(identifier()),
    sourceKind: z.enum(incidentSourceKinds.codes),
  })
  .superRefine((incident, ctx) => {
    if (incident.overallEndTime !== null && incident.overallEndTime < incident.overallStartTime)
      addBreach(ctx, ['overallEndTime'], ENDS_AFTER_START);
    if (incident.situationRecordVersionTime < incident.situationRecordCreationTime)
      addBreach(ctx, ['situationRecordVersionTime'], VERSION_AFTER_CREATION);
    if (incident.locationLon === null && incident.refRoadSegment === null && incident.unitCode === null)
      addBreach(ctx, ['locationLon'], NEEDS_A_PLACE);
    checkPosition(ctx, 'locationLon', incident.locationLon, incident.locationLat);
    checkUnitReference(ctx, 'unitCode', incident.unitCode, incident.unitValidFrom);
  });

export type TrafficIncidentRecord = z.infer<typeof trafficIncidentRecord>;
