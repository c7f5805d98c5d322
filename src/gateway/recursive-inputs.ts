import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
  visit,
} from 'graphql';

/**
 * graphql-jit unfolds the type of every variable into code, and never ends with an input type that contains itself
 * (`where: { and: [Where!] }`): it occupies the process for more than a minute and then fails. Such variables are
 * coerced by graphql-js and handed to the compiled operation as they are.
 */
export interface RecursiveInputs {
  /** Definitions of the variables that graphql-js coerces. */
  readonly definitions: readonly VariableDefinitionNode[];
  /** The document in which their type is federation's opaque `_Any`; absent if the schema has no such scalar. */
  readonly opaque: DocumentNode | undefined;
}

export function findRecursiveInputs(
  schema: GraphQLSchema,
  document: DocumentNode,
): RecursiveInputs | undefined {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const definitions = (operation?.variableDefinitions ?? []).filter((definition) =>
    isRecursive(schema, definition),
  );
  if (definitions.length === 0) return undefined;
  return { definitions, opaque: schema.getType('_Any') ? toOpaque(document, definitions) : undefined };
}

function isRecursive(schema: GraphQLSchema, { type }: VariableDefinitionNode): boolean {
  const entered = new Set<string>();
  const harmless = new Set<string>();
  const reachesItself = (name: string): boolean => {
    const found = schema.getType(name);
    if (!isInputObjectType(found) || harmless.has(name)) return false;
    if (entered.has(name)) return true;
    entered.add(name);
    const fields = Object.values(found.getFields());
    const recursive = fields.some((field) => reachesItself(getNamedType(field.type).name));
    if (!recursive) harmless.add(name);
    return recursive;
  };
  // biome-ignore lint/suspicious/noExplicitAny: every overload of typeFromAST takes one kind of node
  const named = getNamedType(typeFromAST(schema, type as any));
  return named !== undefined && reachesItself(named.name);
}

function toOpaque(document: DocumentNode, definitions: readonly VariableDefinitionNode[]): DocumentNode {
  return visit(document, {
    VariableDefinition: (definition) => {
      if (!definitions.includes(definition)) return undefined;
      // Its default is applied before.
      const { defaultValue: _, ...rest } = definition;
      return { ...rest, type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: '_Any' } } };
    },
  });
}
