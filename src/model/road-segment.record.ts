import { z } from 'zod';
import { roadClasses, roadStatuses, roadSurfaces } from './code-lists/index.ts';
import { checkPosition } from './position.rule.ts';
import {
  civilDate,
  count,
  identifier,
  instant,
  kilometre,
  latitude,
  longitude,
  optional,
  text,
  unitCode,
} from './record-fields.ts';
import { addBreach, defineRule } from './rule.ts';
import { checkUnitReference } from './unit-reference.ts';

const KILOMETRES_ASCEND = defineRule({
  vi: 'Lý trình cuối phải lớn hơn lý trình đầu',
  en: 'A segment ends further along the road than it starts',
  law: 'NGSI-LD RoadSegment.startKilometer/endKilometer',
});

const lineString = () =>
  z.strictObject({
    type: z.literal('LineString'),
    coordinates: z.array(z.tuple([longitude(), latitude()])).min(2),
  });

/** A stretch of road with one set of attributes (NGSI-LD RoadSegment; Law 35/2024/QH15 Art. 8). Speeds in km/h, width in m. */
export const roadSegmentRecord = z
  .strictObject({
    id: identifier(),
    /** Number of the road, e.g. `QL18`, `ĐT.276`; commune and village roads need none. */
    officialRef: optional(text(30)),
    name: optional(text(200)),
    roadClass: z.enum(roadClasses.codes),
    startKilometer: optional(kilometre()),
    endKilometer: optional(kilometre()),
    startPointLon: optional(longitude()),
    startPointLat: optional(latitude()),
    endPointLon: optional(longitude()),
    endPointLat: optional(latitude()),
    /** GeoJSON LineString. */
    geometry: optional(lineString()),
    totalLaneNumber: optional(count()),
    width: optional(z.number().min(0).max(200)),
    maximumAllowedSpeed: optional(z.int().min(5).max(130)),
    status: z.enum(roadStatuses.codes).default('OPEN'),
    surface: optional(z.enum(roadSurfaces.codes)),
    /** Inside a built-up area (khu đông dân cư): decides the default speed limit. */
    populatedArea: optional(z.boolean()),
    managedBy: optional(text(200)),
    unitCode: optional(unitCode()),
    unitValidFrom: optional(civilDate()),
    freeFlowSpeed: optional(z.number().min(0).max(200)),
    sourceUpdatedAt: optional(instant()),
  })
  .superRefine((segment, ctx) => {
    if (
      segment.startKilometer !== null &&
      segment.endKilometer !== null &&
      segment.endKilometer <= segment.startKilometer
    )
      addBreach(ctx, ['endKilometer'], KILOMETRES_ASCEND);
    checkPosition(ctx, 'startPointLon', segment.startPointLon, segment.startPointLat);
    checkPosition(ctx, 'endPointLon', segment.endPointLon, segment.endPointLat);
    checkUnitReference(ctx, 'unitCode', segment.unitCode, segment.unitValidFrom);
  });

export type RoadSegmentRecord = z.infer<typeof roadSegmentRecord>;
