import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal, Open, Personal } from '../../graphql/field-class.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';
import { ViolationMeasurement } from './violation-measurement.type.ts';

const DetectionMethod = registerCodeEnum(codes.detectionMethods);
const ViolationState = registerCodeEnum(codes.violationStates);

/**
 * Open is what anyone may count: act, road, unit, method. The instant, the exact place and the penalty would let a
 * bystander recognise whom they saw stopped, so they are internal; what names a person or leads to one is personal.
 */
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'Vi phạm hành chính về trật tự, an toàn giao thông (Nghị định 168/2024/NĐ-CP). A traffic violation.',
})
export class TrafficViolation {
  @Open()
  @Field(() => ID, { description: 'Mã vụ việc. Identifier of the case.' })
  id!: string;

  @Personal()
  @Field(() => String, { nullable: true, description: 'Số biên bản. Number of the record.' })
  recordNumber!: string | null;

  @Personal()
  @Field(() => String, {
    nullable: true,
    description: 'Số quyết định xử phạt. Number of the penalty decision.',
  })
  decisionNumber!: string | null;

  @Open()
  @Field(() => String, { description: 'Mã hành vi: ND168-2024.D6.K5.đ. Decree, article, clause, point.' })
  violationCode!: string;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm vi phạm. When it happened.' })
  occurredAt!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm phát hiện. When it was detected.' })
  detectedAt!: string | null;

  @Open()
  @Field(() => String, { nullable: true, description: 'Số hiệu đường: QL18. Number of the road.' })
  roadRef!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Lý trình: Km 12+300. Kilometre post.' })
  kilometrePost!: string | null;

  @Open()
  @Field(() => DetectionMethod, { description: 'Phương thức phát hiện. How it was detected.' })
  detectionMethod!: string;

  @Internal()
  @Field(() => ViolationMeasurement, { nullable: true, description: 'Kết quả đo. Measurement.' })
  measurement!: ViolationMeasurement | null;

  @Internal()
  @Field(() => Int, { nullable: true, description: 'Mức phạt, đồng. Fine, VND.' })
  fineAmount!: number | null;

  @Internal()
  @Field(() => Int, {
    nullable: true,
    description: 'Số điểm giấy phép lái xe bị trừ. Licence points deducted.',
  })
  pointsDeducted!: number | null;

  @Internal()
  @Field(() => Int, { nullable: true, description: 'Tước giấy phép, tháng. Licence suspended, months.' })
  suspensionMonths!: number | null;

  @Internal()
  @Field(() => ViolationState, { nullable: true, description: 'Trạng thái xử lý. State of the case.' })
  state!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Nguồn cập nhật lúc. Updated at the source.' })
  sourceUpdatedAt!: string | null;

  locationLon!: number | null;
  locationLat!: number | null;
  refRoadSegment!: string | null;
  unitCode!: string | null;
  unitValidFrom!: string | null;
  vehicleRef!: string | null;
  driverPersonalId!: string | null;
}
