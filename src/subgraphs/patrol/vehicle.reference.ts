import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Personal } from '../../graphql/field-class.ts';

/** A vehicle as this subgraph knows one: a plate key, and the violations recorded against it. */
@Directive('@key(fields: "id")')
@ObjectType('Vehicle', { simpleResolvers: true })
export class VehicleReference {
  @Personal()
  @Field(() => ID, { nullable: true })
  id!: string;
}
