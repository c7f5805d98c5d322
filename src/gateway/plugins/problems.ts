import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from '../../kernel/log.ts';
import { isProblem, Problem, toError } from '../../kernel/problem.ts';
import { INTERNAL } from '../../kernel/problems/gateway.ts';

/** Turns any error into what a client may read. */
export type ErrorFormatter = (error: unknown) => GraphQLFormattedError;

/**
 * A Problem is shown with everything that its reader needs. What GraphQL itself says (syntax, validation, variables) is
 * shown as it is. Anything else is ours: it is logged under a reference, and the client gets the reference.
 */
export function createErrorFormatter(log: Log): ErrorFormatter {
  return (thrown) => {
    const error = toError(thrown);
    const cause = toInnermost(error);
    if (cause instanceof GraphQLError) return formatGraphQL(error as GraphQLError, cause);
    const problem = isProblem(cause) ? cause : mask(cause, log);
    const { path, extensions } = error as Partial<GraphQLError>;
    const subgraph = extensions?.subgraph;
    return {
      message: problem.message,
      ...(path ? { path } : {}),
      extensions: { ...problem.toJSON(), ...(subgraph ? { subgraph } : {}) },
    };
  };
}

/** The error that was thrown first: GraphQL wraps it once for each engine it passes. */
function toInnermost(error: Error): Error {
  let current = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current;
}

function formatGraphQL(error: GraphQLError, cause: GraphQLError): GraphQLFormattedError {
  const merged: Record<string, unknown> = { code: 'BAD_REQUEST', ...cause.extensions, ...error.extensions };
  const { http: _, ...extensions } = merged;
  return { ...error.toJSON(), extensions };
}

function mask(error: Error, log: Log): Problem<{ id: string }> {
  const id = randomUUID().slice(0, 8);
  log.error(
    { area: 'gateway', code: INTERNAL.code, name: error.name, reason: error.stack },
    `internal error ${id}`,
  );
  return new Problem(INTERNAL, { id });
}

/** The error as GraphQL carries it; `http` makes Apollo Server answer with the problem's status. */
export function toGraphQLError(thrown: unknown): GraphQLError {
  const originalError = toError(thrown);
  if (originalError instanceof GraphQLError) return originalError;
  const status = isProblem(originalError) ? originalError.status : 500;
  return new GraphQLError(originalError.message, { originalError, extensions: { http: { status } } });
}

/** Validation tells a guesser the names he was near to: removed for those who may not introspect. */
export function withoutSuggestions<E extends GraphQLFormattedError>(error: E): E {
  return { ...error, message: error.message.replace(/ ?Did you mean .+\?$/s, '') };
}
