import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  typeFromAST,
} from 'graphql';

/**
 * Whether a variable of the document has an input type that holds itself, as every `where` does by `and`, `or`, `not`.
 * graphql-jit unfolds the types of variables in place, and would unfold such a one until the memory is gone.
 */
export function hasRecursiveVariable(schema: GraphQLSchema, document: DocumentNode): boolean {
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.variableDefinitions?.some(({ type }) => {
        const given = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
        return given !== undefined && holdsItself(given, []);
      }),
  );
}

function holdsItself(type: GraphQLInputType, above: readonly object[]): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return false;
  if (above.includes(named)) return true;
  return Object.values(named.getFields()).some((field) => holdsItself(field.type, [...above, named]));
}
