import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Open } from '../../graphql/field-class.ts';

/** A road segment as this subgraph knows one: a key, and what happens on it. */
@Directive('@key(fields: "id")')
@ObjectType('RoadSegment', { simpleResolvers: true })
export class RoadSegmentReference {
  @Open()
  @Field(() => ID)
  id!: string;
}

export function toRoadSegmentReference(id: string | null): RoadSegmentReference | null {
  return id === null ? null : { id };
}
