import {
  buildSchema,
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';

/** Milliseconds between two made-up events. */
const EVENT_EVERY_MS = 50;

/** An executable schema whose every field has a value of its type; subscriptions never end and count their events. */
export function createMadeUpSchema(sdl: string): GraphQLSchema {
  const schema = buildSchema(sdl);
  let made = 0;

  const toValue = (type: GraphQLOutputType, name: string): unknown => {
    if (isNonNullType(type)) return toValue(type.ofType, name);
    if (isListType(type)) return [toValue(type.ofType, name), toValue(type.ofType, name)];
    if (isEnumType(type)) return type.getValues()[0]?.value;
    if (isInterfaceType(type) || isUnionType(type))
      return { __typename: schema.getPossibleTypes(type)[0]?.name };
    if (!isScalarType(type)) return {};
    made += 1;
    if (type.name === 'Int' || type.name === 'Float') return made;
    if (type.name === 'Boolean') return false;
    if (type.name.startsWith('Date')) return '2026-11-24';
    return `${name} ${made}`;
  };

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve: GraphQLFieldResolver<unknown, unknown> = (parent, args, context, info) =>
        defaultFieldResolver(parent, args, context, info) ?? toValue(field.type, field.name);
      field.resolve = resolve;
      if (type === schema.getSubscriptionType()) {
        field.subscribe = async function* () {
          for (;;) {
            yield { [field.name]: toValue(field.type, field.name) };
            await new Promise((next) => setTimeout(next, EVENT_EVERY_MS));
          }
        };
      }
    }
  }
  return schema;
}
