import { GATEWAY_FIELDS_EXCEEDED } from '../../kernel/problems/gateway.ts';
import { defineLimit, foldOperations, sum } from './limit.ts';

/** Fields with every fragment spread: few tokens can unfold into a plan of millions of fields. */
export const fieldsLimit = defineLimit({
  name: 'fields',
  default: 2_000,
  problem: GATEWAY_FIELDS_EXCEEDED,
  measure: (document) => foldOperations(document, { combine: sum, field: (_, below) => 1 + below }),
});
