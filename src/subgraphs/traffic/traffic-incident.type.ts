import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal, Open } from '../../graphql/field-class.ts';
import { MaxAge } from '../../graphql/max-age.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const SituationRecordType = registerCodeEnum(codes.situationRecordTypes);
const OverallSeverity = registerCodeEnum(codes.overallSeverities);
const ProbabilityOfOccurrence = registerCodeEnum(codes.probabilitiesOfOccurrence);
const ValidityStatus = registerCodeEnum(codes.validityStatuses);
const IncidentSourceKind = registerCodeEnum(codes.incidentSourceKinds);

@MaxAge(5)
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'Sự cố trên đường mà người khác nên biết (DATEX II v3 SituationRecord). An incident on the road.',
})
export class TrafficIncident {
  @Open()
  @Field(() => ID, { description: 'Mã sự cố. Identifier.' })
  id!: string;

  @Open()
  @Field(() => Int, { description: 'Phiên bản của sự cố, từ 1. Version, from 1.' })
  version!: number;

  @Open()
  @Field(() => SituationRecordType, { description: 'Loại sự cố. Kind.' })
  situationRecordType!: string;

  @Open()
  @Field(() => OverallSeverity, { description: 'Mức ảnh hưởng. Severity.' })
  overallSeverity!: string;

  @Open()
  @Field(() => ProbabilityOfOccurrence, { description: 'Độ chắc chắn. How certain it is.' })
  probabilityOfOccurrence!: string;

  @Open()
  @Field(() => ValidityStatus, { description: 'Hiệu lực. Validity.' })
  validityStatus!: string;

  @Open()
  @Field(() => DateTimeScalar, { description: 'Bắt đầu lúc. Since.' })
  overallStartTime!: string;

  @Open()
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Kết thúc lúc; trống = chưa rõ. Until; null = not known.',
  })
  overallEndTime!: string | null;

  @Open()
  @Field(() => DateTimeScalar, { description: 'Tin được lập lúc. When it was first said.' })
  situationRecordCreationTime!: string;

  @Open()
  @Field(() => DateTimeScalar, { description: 'Phiên bản này lúc. When this version was said.' })
  situationRecordVersionTime!: string;

  @Open()
  @Field(() => String, { nullable: true, description: 'Lý trình: Km 145+200. Kilometre post.' })
  kilometrePost!: string | null;

  @Internal()
  @Field(() => String, {
    nullable: true,
    description: 'Mô tả tự do: có thể nhắc đến người, nên không mở. Free text, which may speak of people.',
  })
  descriptionVi!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Hệ thống báo tin. Subsystem that reported it.' })
  reportedBy!: string | null;

  @Open()
  @Field(() => IncidentSourceKind, { description: 'Nguồn tin. Kind of source.' })
  sourceKind!: string;

  refRoadSegment!: string | null;
  locationLon!: number | null;
  locationLat!: number | null;
  unitCode!: string | null;
  unitValidFrom!: string | null;
}
