import { GATEWAY_ALIASES_EXCEEDED } from '../../kernel/problems/gateway.ts';
import { defineLimit, foldOperations, sum } from './limit.ts';

/** Aliases let one query ask the same expensive field many times. */
export const aliasesLimit = defineLimit({
  name: 'aliases',
  default: 50,
  problem: GATEWAY_ALIASES_EXCEEDED,
  measure: (document) =>
    foldOperations(document, { combine: sum, field: ({ alias }, below) => (alias ? 1 : 0) + below }),
});
