import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Open } from '../../graphql/field-class.ts';

/** The incident that a report became, by its key. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('TrafficIncident', { simpleResolvers: true })
export class TrafficIncidentReference {
  @Open()
  @Field(() => ID)
  id!: string;
}
