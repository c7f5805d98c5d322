import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal, Open } from '../../graphql/field-class.ts';
import { MaxAge } from '../../graphql/max-age.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';
import type { TrafficAccidentRecord } from '../../model/traffic-accident.record.ts';
import { AccidentCasualty } from './accident-casualty.type.ts';

const AccidentSeverity = registerCodeEnum(codes.accidentSeverities);
const SeverityScheme = registerCodeEnum(codes.severitySchemes);
const CollisionType = registerCodeEnum(codes.collisionTypes);
const AccidentCause = registerCodeEnum(codes.accidentCauses);
const Weather = registerCodeEnum(codes.weathers);
const Lighting = registerCodeEnum(codes.lightings);
const SurfaceCondition = registerCodeEnum(codes.surfaceConditions);
const TransportMode = registerCodeEnum(codes.transportModes);
const AccidentQualityFlag = registerCodeEnum(codes.accidentQualityFlags);

@MaxAge(60)
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'Vụ tai nạn giao thông (Thông tư 26/2024/TT-BCA). Một vụ không nêu tên ai. A traffic accident; it names nobody.',
})
export class TrafficAccident {
  @Open()
  @Field(() => ID, { description: 'Mã vụ tai nạn. Identifier.' })
  id!: string;

  @Open()
  @Field(() => DateTimeScalar, { description: 'Xảy ra lúc. When it happened.' })
  occurredAt!: string;

  @Open()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Được báo lúc. When it was reported.' })
  reportedAt!: string | null;

  @Open()
  @Field(() => String, { nullable: true, description: 'Số hiệu đường: QL18. Number of the road.' })
  roadRef!: string | null;

  @Open()
  @Field(() => String, { nullable: true, description: 'Lý trình: Km 145+200. Kilometre post.' })
  kilometrePost!: string | null;

  @Open()
  @Field(() => AccidentSeverity, { nullable: true, description: 'Mức độ do đơn vị khai báo. As declared.' })
  declaredSeverity!: string | null;

  @Open()
  @Field(() => AccidentSeverity, {
    nullable: true,
    description: 'Mức độ tính từ hậu quả (Điều 5); trống khi chưa đủ số liệu. Computed from the outcome.',
  })
  accidentSeverity!: string | null;

  @Open()
  @Field(() => SeverityScheme, {
    description: 'Thông tư dùng để phân loại, theo ngày xảy ra. Scheme, by date.',
  })
  severityScheme!: string;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Số người chết tại chỗ. Dead at the scene.' })
  deathsAtScene!: number | null;

  @Open()
  @Field(() => Int, {
    nullable: true,
    description: 'Số người chết trong 24 giờ, cộng dồn. Dead within 24 hours.',
  })
  deathsWithin24h!: number | null;

  @Open()
  @Field(() => Int, {
    nullable: true,
    description: 'Số người chết trong 30 ngày, cộng dồn. Dead within 30 days.',
  })
  deathsWithin30days!: number | null;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Số người bị thương. Injured.' })
  injuredCount!: number | null;

  @Internal()
  @Field(() => Float, {
    nullable: true,
    description: 'Tổng tỷ lệ tổn thương cơ thể, %. Sum of injury percentages.',
  })
  injuryPercentTotal!: number | null;

  @Internal()
  @Field(() => Float, {
    nullable: true,
    description: 'Tỷ lệ tổn thương cao nhất của một người, %. Highest of one person.',
  })
  injuryPercentMax!: number | null;

  @Open()
  @Field(() => Float, { nullable: true, description: 'Thiệt hại tài sản, đồng. Damage, whole VND.' })
  damageVnd!: number | null;

  @Open()
  @Field(() => CollisionType, { nullable: true, description: 'Kiểu va chạm. Collision type.' })
  collisionType!: string | null;

  @Open()
  @Field(() => AccidentCause, { nullable: true, description: 'Nguyên nhân. Cause.' })
  cause!: string | null;

  @Internal()
  @Field(() => [AccidentCasualty], {
    nullable: true,
    description: 'Người thương vong, không nêu tên. Casualties, unnamed.',
  })
  casualties!: TrafficAccidentRecord['casualties'];

  @Open()
  @Field(() => Int, { nullable: true, description: 'Số phương tiện khai báo. Vehicles declared.' })
  declaredVehicleCount!: number | null;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Số thương vong khai báo. Casualties declared.' })
  declaredCasualtyCount!: number | null;

  @Open()
  @Field(() => Weather, { nullable: true, description: 'Thời tiết. Weather.' })
  weather!: string | null;

  @Open()
  @Field(() => Lighting, { nullable: true, description: 'Ánh sáng. Lighting.' })
  lighting!: string | null;

  @Open()
  @Field(() => SurfaceCondition, { nullable: true, description: 'Tình trạng mặt đường. Surface condition.' })
  roadSurface!: string | null;

  @Open()
  @Field(() => TransportMode, { description: 'Đường bộ, đường sắt hay đường thủy. Mode.' })
  mode!: string;

  @Open()
  @Field(() => [AccidentQualityFlag], { description: 'Cờ chất lượng. Quality flags.' })
  qualityFlags!: string[];

  @Open()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Nguồn cập nhật lúc. Updated at the source.' })
  sourceUpdatedAt!: string | null;

  vehicles!: TrafficAccidentRecord['vehicles'];
  refRoadSegment!: string | null;
  locationLon!: number | null;
  locationLat!: number | null;
  unitCode!: string | null;
  unitValidFrom!: string | null;
}
