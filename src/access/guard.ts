import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import { Problem } from '../kernel/problem.ts';
import { ACCESS_FIELD_DENIED } from '../kernel/problems/access.ts';
import { type FieldClass, fieldClasses, maySee, type Principal } from './principal.ts';

/** What the guard needs of a request. */
export interface Asker {
  principal: Principal;
  purpose: string | undefined;
}

/** The class said beside a field by `@access(class: "…")`, or undefined when nothing is said. */
export function classOf(field: GraphQLField<unknown, unknown>): FieldClass | undefined {
  const directive = field.astNode?.directives?.find((candidate) => candidate.name.value === 'access');
  const value = directive?.arguments?.find((argument) => argument.name.value === 'class')?.value;
  const named = value?.kind === 'StringValue' ? value.value : undefined;
  return fieldClasses.find((candidate) => candidate === named);
}

/** Refuses unless the asker may see a field of this class on this type. `shown` is what the refusal calls it. */
export function assertMaySee(asker: Asker, type: string, fieldClass: FieldClass, shown: string): void {
  if (!maySee(asker.principal, asker.purpose, type, fieldClass))
    throw new Problem(ACCESS_FIELD_DENIED, { field: shown, fieldClass }, { where: { field: shown } });
}

/**
 * Puts the guard in front of every field that is not open, in the schema itself: whatever way a query takes, by a
 * root field, an entity look-up or a subscription, it passes here. A field without a class counts as sealed.
 */
export function guardSchema(schema: GraphQLSchema): void {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type.name === '_Service') continue;
    const isRoot = roots.has(type);
    for (const field of Object.values(type.getFields())) {
      if (field.name === '_entities' || field.name === '_service') continue;
      const fieldClass = classOf(field) ?? 'sealed';
      if (fieldClass === 'open') continue;
      const judgedAs = isRoot ? nodeTypeName(field) : type.name;
      const shown = `${type.name}.${field.name}`;
      const { resolve = defaultFieldResolver, subscribe } = field;
      field.resolve = (parent, args, context: Asker, info) => {
        assertMaySee(context, judgedAs, fieldClass, shown);
        return resolve(parent, args, context, info);
      };
      if (subscribe)
        field.subscribe = (parent, args, context: Asker, info) => {
          assertMaySee(context, judgedAs, fieldClass, shown);
          return subscribe(parent, args, context, info);
        };
    }
  }
}

/** A root field is judged as what it leads to: `residents` as Resident, so that grants name types of the domain. */
function nodeTypeName(field: GraphQLField<unknown, unknown>): string {
  return getNamedType(field.type).name.replace(/Connection$/, '');
}
