import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { ConnectorError } from '../../src/sdk/index.ts';
import type { AliasLookUp } from './config.ts';

function parseText(text: string, what: string): DocumentNode {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new ConnectorError('config', `${what}: ${error.message}`);
  }
}

/** The operation that runs; it must be a query, because a source is read and never written. Throws `config`. */
export function toOperation(
  text: string,
  operationName: string | undefined,
  what: string,
): { document: DocumentNode; operation: OperationDefinitionNode } {
  const document = parseText(text, what);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const named = operations.filter(({ name }) => operationName === undefined || name?.value === operationName);
  const [operation] = named;
  if (!operation || named.length > 1)
    throw new ConnectorError('config', `${what}: the document needs one operation, or the name of one`);
  if (operation.operation !== 'query')
    throw new ConnectorError('config', `${what}: only queries are sent, not a ${operation.operation}`);
  return { document, operation };
}

/** `vehicle(id: $key) { … }` → one document that asks for it `count` times: `k0: vehicle(id: $k0) { … }`. */
export function toAliasDocument({ selection, keyType }: AliasLookUp, count: number, what: string): string {
  const { operation } = toOperation(`query ($key: ${keyType}) { ${selection} }`, undefined, what);
  const [field, ...more] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || more.length > 0)
    throw new ConnectorError('config', `${what}: the selection must be one field`);
  let used = false;
  const copies = Array.from({ length: count }, (_, i) => {
    const copy: FieldNode = visit(field, {
      Variable: (node) => {
        used = true;
        if (node.name.value !== 'key')
          throw new ConnectorError('config', `${what}: $key is the only variable, not $${node.name.value}`);
        return { ...node, name: { ...node.name, value: `k${i}` } };
      },
    });
    return { ...copy, alias: { kind: Kind.NAME, value: `k${i}` } } as const;
  });
  if (!used) throw new ConnectorError('config', `${what}: $key is nowhere in the selection`);
  const definition = operation.variableDefinitions![0]!;
  return print({
    ...operation,
    variableDefinitions: copies.map((_, i) => ({
      ...definition,
      variable: { ...definition.variable, name: { kind: Kind.NAME, value: `k${i}` } },
    })),
    selectionSet: { ...operation.selectionSet, selections: copies },
  });
}
