import { type DocumentNode, parse } from 'graphql';
import { Problem } from '../../kernel/problem.ts';
import { aliasesLimit } from './aliases.ts';
import { depthLimit } from './depth.ts';
import { directivesLimit } from './directives.ts';
import { fieldsLimit } from './fields.ts';
import { rootFieldsLimit } from './root-fields.ts';
import { assertTokens, DEFAULT_MAX_TOKENS } from './tokens.ts';

/** THE LIST of limits on a parsed query. Tokens are counted before parsing. */
const limits = [depthLimit, aliasesLimit, rootFieldsLimit, directivesLimit, fieldsLimit] as const;

/** Bounds by name; what is not given keeps its default. */
export type LimitSettings = Partial<Record<'tokens' | (typeof limits)[number]['name'], number>>;

/**
 * Parses a query within the limits. Throws a Problem that names what was measured and what is allowed, or graphql-js's
 * own syntax error.
 */
export function parseWithinLimits(query: string, settings: LimitSettings = {}): DocumentNode {
  assertTokens(query, settings.tokens ?? DEFAULT_MAX_TOKENS);
  const document = parse(query);
  for (const { name, default: standard, problem, measure } of limits) {
    const limit = settings[name] ?? standard;
    const measured = measure(document);
    if (measured > limit) throw new Problem(problem, { measured, limit });
  }
  return document;
}
