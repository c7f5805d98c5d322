import { GATEWAY_ROOT_FIELDS_EXCEEDED } from '../../kernel/problems/gateway.ts';
import { defineLimit, foldOperations, sum } from './limit.ts';

/** Every root field is a query of its own to the store or to a source. */
export const rootFieldsLimit = defineLimit({
  name: 'rootFields',
  default: 20,
  problem: GATEWAY_ROOT_FIELDS_EXCEEDED,
  measure: (document) => foldOperations(document, { combine: sum, field: () => 1 }),
});
