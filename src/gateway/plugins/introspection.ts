import { type DocumentNode, GraphQLError, Kind, visit } from 'graphql';
import { Problem } from '../../kernel/problem.ts';
import { GATEWAY_INTROSPECTION_DENIED } from '../../kernel/problems/gateway.ts';
import type { GatewayPlugin } from './plugin.ts';

/** Whether a context allows reading the structure of the graph. Yes, unless its principal says no. */
export function mayIntrospect(contextValue: object): boolean {
  const { principal } = contextValue as { principal?: { mayIntrospect?: boolean } | null };
  return principal?.mayIntrospect !== false;
}

const known = new WeakMap<DocumentNode, boolean>();

/** Refuses `__schema` and `__type` to those who may not introspect. */
export const introspectionPlugin: GatewayPlugin = {
  name: 'introspection',
  around: async ({ document, contextValue }, next) => {
    if (!introspects(document) || mayIntrospect(contextValue)) return next();
    const originalError = new Problem(GATEWAY_INTROSPECTION_DENIED, {});
    return { errors: [new GraphQLError(originalError.message, { originalError })] };
  },
};

function introspects(document: DocumentNode): boolean {
  let found = known.get(document);
  if (found !== undefined) return found;
  found = false;
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.FIELD && /^__(schema|type)$/.test(node.name.value)) found = true;
    },
  });
  known.set(document, found);
  return found;
}
