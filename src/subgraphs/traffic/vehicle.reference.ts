import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Personal } from '../../graphql/field-class.ts';

/** A vehicle in an accident, by its plate key. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Vehicle', { simpleResolvers: true })
export class VehicleReference {
  @Personal()
  @Field(() => ID, { nullable: true })
  id!: string;
}

export function toVehicleReference(id: string | null): VehicleReference | null {
  return id === null ? null : { id };
}
