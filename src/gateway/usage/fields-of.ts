import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { operationOf } from '../plugins/describe-operation.ts';

/** A field of the graph. */
export interface FieldCoordinate {
  readonly type: string;
  readonly field: string;
}

/**
 * Fields that an operation asks for, each once. Through an interface: of the interface and of every type it may be,
 * since taking the field from any of them breaks the query.
 */
export function fieldsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): readonly FieldCoordinate[] {
  const operation = operationOf({ document, operationName });
  const found = new Map<string, FieldCoordinate>();
  const info = new TypeInfo(schema);
  const note = (type: string, field: string) => found.set(`${type}.${field}`, { type, field });
  const visitor = visitWithTypeInfo(info, {
    Field: ({ name: { value: field } }) => {
      const parent = info.getParentType();
      if (!isCompositeType(parent) || field.startsWith('__')) return;
      note(parent.name, field);
      if (isAbstractType(parent)) for (const { name } of schema.getPossibleTypes(parent)) note(name, field);
    },
  });
  // Other operations of the document are not asked for; a fragment that only they use counts all the same.
  for (const node of document.definitions)
    if (node === operation || node.kind === Kind.FRAGMENT_DEFINITION) visit(node, visitor);
  return [...found.values()];
}
