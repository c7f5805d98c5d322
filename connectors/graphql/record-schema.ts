import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type JsonSchema = Record<string, unknown>;

/** A field as it comes in an answer: under its alias, with what is selected below it. */
interface Selected {
  type: GraphQLOutputType;
  selections: SelectionSetNode[];
  /** It comes with every record: not under a condition or in a fragment of another type. */
  isSure: boolean;
}

const SCALARS: Record<string, string> = {
  Int: 'integer',
  Float: 'number',
  String: 'string',
  ID: 'string',
  Boolean: 'boolean',
};

/** Walks selections with the fragments in them put in place. */
function collect(
  schema: GraphQLSchema,
  fragments: Map<string, FragmentDefinitionNode>,
  parent: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
  isSure = true,
  into = new Map<string, Selected>(),
): Map<string, Selected> {
  const type = getNamedType(parent);
  const descend = (set: SelectionSetNode, on: string | undefined, node: SelectionNode) => {
    const target = on === undefined ? type : schema.getType(on);
    if (!target || !isCompositeType(target)) return;
    // A fragment on an interface of this type holds for every record, one on a member of it for some.
    const holds = target === type || (isAbstractType(target) && isObjectType(type));
    collect(schema, fragments, target, [set], isSure && holds && !node.directives?.length, into);
  };
  for (const node of sets.flatMap(({ selections }) => selections)) {
    if (node.kind === Kind.INLINE_FRAGMENT) descend(node.selectionSet, node.typeCondition?.name.value, node);
    else if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(node.name.value);
      if (fragment) descend(fragment.selectionSet, fragment.typeCondition.name.value, node);
    } else if (node.name.value === '__typename') {
      const string = schema.getType('String') as GraphQLOutputType;
      into.set(node.alias?.value ?? '__typename', { type: string, selections: [], isSure });
    } else if (isCompositeType(type) && 'getFields' in type) {
      const field = type.getFields()[node.name.value];
      if (!field) continue;
      const name = node.alias?.value ?? node.name.value;
      const seen = into.get(name);
      into.set(name, {
        type: field.type,
        selections: [...(seen?.selections ?? []), ...(node.selectionSet ? [node.selectionSet] : [])],
        isSure: seen?.isSure || (isSure && !node.directives?.length),
      });
    }
  }
  return into;
}

function nullable(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.enum)) return { ...schema, enum: [...schema.enum, null] };
  return typeof schema.type === 'string' ? { ...schema, type: [schema.type, 'null'] } : schema;
}

/** The record's JSON Schema: exactly what the query selects. Custom scalars may be anything. */
export function toRecordSchema(
  schema: GraphQLSchema,
  document: DocumentNode,
  root: SelectionSetNode,
  recordPath: string,
): JsonSchema | undefined {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const ofType = (type: GraphQLOutputType, sets: SelectionSetNode[]): JsonSchema => {
    if (!isNonNullType(type)) return nullable(ofNonNull(type, sets));
    return ofNonNull(type.ofType, sets);
  };
  const ofNonNull = (type: GraphQLOutputType, sets: SelectionSetNode[]): JsonSchema => {
    if (isListType(type)) return { type: 'array', items: ofType(type.ofType, sets) };
    if (isEnumType(type)) return { enum: type.getValues().map(({ name }) => name) };
    if (isCompositeType(type)) return ofObject(type, sets);
    const scalar = SCALARS[getNamedType(type).name];
    return scalar === undefined ? {} : { type: scalar };
  };
  const ofObject = (type: GraphQLOutputType, sets: SelectionSetNode[]): JsonSchema => {
    const fields = [...collect(schema, fragments, type, sets)];
    return {
      type: 'object',
      properties: Object.fromEntries(
        fields.map(([name, field]) => [name, ofType(field.type, field.selections)]),
      ),
      required: fields.flatMap(([name, field]) => (field.isSure && isNonNullType(field.type) ? [name] : [])),
    };
  };

  let type: GraphQLOutputType | undefined = schema.getQueryType() ?? undefined;
  let sets: SelectionSetNode[] = [root];
  for (const name of recordPath.split('.').filter((step) => step !== '*')) {
    const field: Selected | undefined = type && collect(schema, fragments, type, sets).get(name);
    if (!field) return undefined;
    type = getNamedType(getNullableType(field.type)) as GraphQLOutputType;
    sets = field.selections;
  }
  return type && isCompositeType(type) ? ofObject(type, sets) : undefined;
}
