import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Open } from '../../graphql/field-class.ts';

/** A road segment as this subgraph knows one: an id, and the violations on it. */
@Directive('@key(fields: "id")')
@ObjectType('RoadSegment', { simpleResolvers: true })
export class RoadSegmentReference {
  @Open()
  @Field(() => ID)
  id!: string;
}
