import { Kind, visit } from 'graphql';
import { GATEWAY_DIRECTIVES_EXCEEDED } from '../../kernel/problems/gateway.ts';
import { defineLimit } from './limit.ts';

/** Directives are collected and validated one by one, and every @skip/@include variable doubles the variants. */
export const directivesLimit = defineLimit({
  name: 'directives',
  default: 50,
  problem: GATEWAY_DIRECTIVES_EXCEEDED,
  measure: (document) => {
    let count = 0;
    visit(document, {
      enter: (node) => {
        if (node.kind === Kind.DIRECTIVE) count++;
      },
    });
    return count;
  },
});
