import { GATEWAY_DEPTH_EXCEEDED } from '../../kernel/problems/gateway.ts';
import { defineLimit, foldOperations } from './limit.ts';

/** Levels of fields. Introspection is left to graphql-js's own rule (MaxIntrospectionDepth): tools need its depth. */
export const depthLimit = defineLimit({
  name: 'depth',
  default: 15,
  problem: GATEWAY_DEPTH_EXCEEDED,
  measure: (document) =>
    foldOperations(document, {
      combine: Math.max,
      field: ({ name }, below) => (name.value.startsWith('__') ? 0 : 1 + below),
    }),
});
