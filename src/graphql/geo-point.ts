import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { Open } from './field-class.ts';

/** A position as several subgraphs show it: WGS 84, decimal degrees. */
@Directive('@shareable')
@ObjectType('GeoPoint', {
  simpleResolvers: true,
  description: 'Vị trí WGS 84, độ thập phân. A WGS 84 position, decimal degrees.',
})
export class GeoPoint {
  @Open()
  @Field(() => Float, { description: 'Kinh độ. Longitude.' })
  lon!: number;

  @Open()
  @Field(() => Float, { description: 'Vĩ độ. Latitude.' })
  lat!: number;
}

/** From the two flat columns of a record; null when the place is not known. */
export function toGeoPoint(lon: number | null, lat: number | null): GeoPoint | null {
  return lon === null || lat === null ? null : { lon, lat };
}
