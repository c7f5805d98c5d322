import type { HubContext } from '../../graphql/context.ts';
import { Problem } from '../../kernel/problem.ts';
import { MODEL_UNIT_UNKNOWN } from '../../kernel/problems/model.ts';
import { toVietnamDate } from '../../model/instant.ts';
import { KILOMETRE_POST_FORM, parseKilometrePost } from '../../model/kilometre-post.ts';
import type { RoadSegmentRecord } from '../../model/road-segment.record.ts';
import { toRuleMessage } from '../../model/rule.ts';
import type { ReportIncidentInput } from './report-incident.input.ts';
import { toInvalid } from './submission.rule.ts';

type Segment = Pick<RoadSegmentRecord, 'id' | 'startKilometer' | 'unitCode' | 'unitValidFrom'>;

/** Where a reported incident is, in the record's fields. What was not said is looked up, never guessed. */
export async function toIncidentPlace(context: HubContext, input: ReportIncidentInput) {
  const segment = await findSegment(context, input);
  const unit = findUnit(context, input);
  return {
    locationLon: input.location?.lon ?? null,
    locationLat: input.location?.lat ?? null,
    refRoadSegment: segment?.id ?? null,
    kilometrePost: input.kilometrePost ?? null,
    unitCode: unit?.code ?? segment?.unitCode ?? null,
    unitValidFrom: unit?.validFrom ?? segment?.unitValidFrom ?? null,
  };
}

async function findSegment(context: HubContext, input: ReportIncidentInput): Promise<Segment | undefined> {
  const { roadSegment, road } = input;
  if (roadSegment && road)
    throw toInvalid('road', {
      vi: 'chỉ nêu road hoặc roadSegment, không cả hai',
      en: 'name road or roadSegment, not both',
    });
  if (roadSegment) {
    const [segment] = await context.find('roadSegment', { property: 'id', op: 'eq', value: roadSegment }, 1);
    if (!segment)
      throw toInvalid('roadSegment', {
        vi: `không có đoạn đường ${roadSegment}`,
        en: `there is no road segment ${roadSegment}`,
      });
    return segment as Segment;
  }
  return road ? findSegmentOfRoad(context, road, input.kilometrePost) : undefined;
}

/** Where two segments meet, the one that begins there. */
async function findSegmentOfRoad(
  context: HubContext,
  road: string,
  kilometrePost: string | null | undefined,
): Promise<Segment> {
  if (!kilometrePost)
    throw toInvalid('kilometrePost', {
      vi: `cần lý trình để biết nơi nào trên ${road}`,
      en: `a kilometre post is needed to know where on ${road}`,
    });
  const kilometre = parseKilometrePost(kilometrePost);
  if (kilometre === undefined)
    throw toInvalid('kilometrePost', {
      vi: toRuleMessage(KILOMETRE_POST_FORM),
      en: KILOMETRE_POST_FORM.en,
    });
  const holds = {
    and: [
      { property: 'officialRef', op: 'eq' as const, value: road },
      { property: 'startKilometer', op: 'lte' as const, value: kilometre },
      { property: 'endKilometer', op: 'gte' as const, value: kilometre },
    ],
  };
  const segments = (await context.find('roadSegment', holds, 10)) as Segment[];
  if (segments.length === 0)
    throw toInvalid('road', {
      vi: `không có đoạn nào của ${road} chứa ${kilometrePost}`,
      en: `no segment of ${road} holds ${kilometrePost}`,
    });
  return segments.reduce((best, next) => (next.startKilometer! > best.startKilometer! ? next : best));
}

function findUnit(context: HubContext, { unit, occurredAt }: ReportIncidentInput) {
  if (!unit) return undefined;
  const asOf = unit.asOf ?? toVietnamDate(occurredAt);
  const found = context.units.find(unit.code, asOf);
  if (!found)
    throw new Problem(MODEL_UNIT_UNKNOWN, { code: unit.code, asOf }, { where: { field: 'input.unit.code' } });
  return found;
}
