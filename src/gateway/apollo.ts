import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';

export type GatewayInterface = ApolloServerOptionsWithGateway<object>['gateway'];
type SchemaListener = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];

/** What Apollo Server needs of a gateway. */
interface Served {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  execute(request: {
    readonly document: DocumentNode;
    readonly variables?: Readonly<Record<string, unknown>> | undefined;
    readonly operationName?: string | undefined;
    readonly contextValue: object;
  }): Promise<ExecutionResult>;
  onChange(listener: () => void): () => void;
}

/** Apollo Server asks for the schema by a callback registered before `load`, and takes a later call as a new schema. */
export function toGatewayInterface(gateway: Served): GatewayInterface {
  const listeners = new Set<SchemaListener>();
  const tell = () => {
    const { apiSchema, supergraphSdl: coreSupergraphSdl } = gateway;
    for (const listener of listeners) listener({ apiSchema, coreSupergraphSdl });
  };
  let ignore: (() => void) | undefined;
  return {
    onSchemaLoadOrUpdate: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: async () => {
      tell();
      ignore = gateway.onChange(tell);
      return {
        executor: ({ document, request: { variables, operationName }, context }) =>
          gateway.execute({ document, variables, operationName, contextValue: context }),
      };
    },
    stop: async () => {
      ignore?.();
      listeners.clear();
    },
  };
}
