import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Open } from '../../graphql/field-class.ts';
import { MaxAge } from '../../graphql/max-age.ts';
import { DateTimeScalar, GeoJsonScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';
import type { LineStringGeometry } from '../../model/place.ts';

const RoadClass = registerCodeEnum(codes.roadClasses);
const RoadStatus = registerCodeEnum(codes.roadStatuses);
const RoadSurface = registerCodeEnum(codes.roadSurfaces);

@MaxAge(60)
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'Đoạn đường có cùng thuộc tính (NGSI-LD RoadSegment; Luật 35/2024/QH15, Điều 8). ' +
    'A stretch of road with one set of attributes.',
})
export class RoadSegment {
  @Open()
  @Field(() => ID, { description: 'Mã đoạn đường. Identifier.' })
  id!: string;

  @Open()
  @Field(() => String, { nullable: true, description: 'Số hiệu đường: QL18, ĐT.276. Number of the road.' })
  officialRef!: string | null;

  @Open()
  @Field(() => String, { nullable: true, description: 'Tên đoạn đường. Name.' })
  name!: string | null;

  @Open()
  @Field(() => RoadClass, { description: 'Cấp đường (Luật 35/2024/QH15, Điều 8). Class.' })
  roadClass!: string;

  @Open()
  @Field(() => Float, { nullable: true, description: 'Lý trình đầu, km. Start along the road, km.' })
  startKilometer!: number | null;

  @Open()
  @Field(() => Float, { nullable: true, description: 'Lý trình cuối, km. End along the road, km.' })
  endKilometer!: number | null;

  @Open()
  @Field(() => GeoJsonScalar, {
    nullable: true,
    description: 'Tim đường, LineString. Centre line, a LineString.',
  })
  geometry!: LineStringGeometry | null;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Tổng số làn, cả hai chiều. Lanes, both directions.' })
  totalLaneNumber!: number | null;

  @Open()
  @Field(() => Float, { nullable: true, description: 'Bề rộng mặt đường, m. Width, m.' })
  width!: number | null;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Tốc độ tối đa cho phép, km/h. Speed limit, km/h.' })
  maximumAllowedSpeed!: number | null;

  @Open()
  @Field(() => RoadStatus, { description: 'Tình trạng khai thác. Status.' })
  status!: string;

  @Open()
  @Field(() => RoadSurface, { nullable: true, description: 'Mặt đường. Surface.' })
  surface!: string | null;

  @Open()
  @Field(() => Boolean, { nullable: true, description: 'Trong khu đông dân cư. Inside a built-up area.' })
  populatedArea!: boolean | null;

  @Open()
  @Field(() => String, { nullable: true, description: 'Đơn vị quản lý đường. Who manages the road.' })
  managedBy!: string | null;

  @Open()
  @Field(() => Float, { nullable: true, description: 'Tốc độ khi đường thông, km/h. Free-flow speed, km/h.' })
  freeFlowSpeed!: number | null;

  @Open()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Nguồn cập nhật lúc. Updated at the source.' })
  sourceUpdatedAt!: string | null;

  startPointLon!: number | null;
  startPointLat!: number | null;
  endPointLon!: number | null;
  endPointLat!: number | null;
  unitCode!: string | null;
  unitValidFrom!: string | null;
}
