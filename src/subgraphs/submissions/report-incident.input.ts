import { Field, Float, ID, InputType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const SituationRecordType = registerCodeEnum(codes.situationRecordTypes);
const OverallSeverity = registerCodeEnum(codes.overallSeverities);
const IncidentSourceKind = registerCodeEnum(codes.incidentSourceKinds);

@InputType({ description: 'Vị trí WGS 84, độ thập phân. A WGS 84 position, decimal degrees.' })
export class GeoPointInput {
  @Field(() => Float, { description: 'Kinh độ. Longitude.' })
  lon!: number;

  @Field(() => Float, { description: 'Vĩ độ. Latitude.' })
  lat!: number;
}

@InputType({ description: 'Đơn vị hành chính theo mã và ngày. An administrative unit by code and date.' })
export class UnitInput {
  @Field(() => String)
  code!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Ngày mà mã có nghĩa; mặc định ngày xảy ra. Day on which the code has its meaning; default: that day.',
  })
  asOf?: string | null;
}

@InputType({
  description:
    'Một sự cố như người ở hiện trường thấy. Nơi xảy ra: vị trí, đoạn đường, đường + lý trình, hoặc đơn vị hành chính. ' +
    'An incident as seen on the spot. Its place: a position, a segment, a road with a kilometre post, or a unit.',
})
export class ReportIncidentInput {
  @Field(() => ID, {
    description:
      'UUID do thiết bị tạo, một cho mỗi tin báo. Gửi lại cùng mã, cùng nội dung thì nhận lại cùng biên nhận. ' +
      'UUID made on the device, one per report; sending the same again returns the same receipt.',
  })
  instanceId!: string;

  @Field(() => SituationRecordType, { description: 'Loại sự cố. Kind.' })
  situationRecordType!: string;

  @Field(() => OverallSeverity, { defaultValue: 'UNKNOWN', description: 'Mức ảnh hưởng. Severity.' })
  severity!: string;

  @Field(() => IncidentSourceKind, {
    defaultValue: 'COMMUNE_OFFICER',
    description:
      'Nguồn tin, ví dụ người dân báo qua cán bộ. Who saw it, e.g. a citizen who told the officer.',
  })
  sourceKind!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Mô tả, tối đa 2000 ký tự. Description, up to 2000 characters.',
  })
  description?: string | null;

  @Field(() => DateTimeScalar, { description: 'Bắt đầu lúc. When it began.' })
  occurredAt!: string;

  @Field(() => GeoPointInput, { nullable: true, description: 'Vị trí. Position.' })
  location?: GeoPointInput | null;

  @Field(() => ID, { nullable: true, description: 'Mã đoạn đường. Road segment.' })
  roadSegment?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Số hiệu đường như RoadSegment.officialRef (QL18), đi cùng kilometrePost, thay cho roadSegment. ' +
      'Number of the road with a kilometrePost, instead of roadSegment.',
  })
  road?: string | null;

  @Field(() => String, { nullable: true, description: 'Lý trình: Km 145+200. Kilometre post.' })
  kilometrePost?: string | null;

  @Field(() => UnitInput, {
    nullable: true,
    description: 'Địa bàn; mặc định là địa bàn của đoạn đường. Unit; default: that of the road segment.',
  })
  unit?: UnitInput | null;
}
