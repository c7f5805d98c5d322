import { type ExecutionResult, GraphQLError } from 'graphql';
import { Problem } from '../../kernel/problem.ts';
import { SUBGRAPH_BAD_ANSWER } from '../../kernel/problems/subgraph.ts';
import type { HttpAnswer } from './post.ts';

/**
 * A subgraph's answer as GraphQL over HTTP has it. Any status may carry a GraphQL response (the draft's
 * `application/graphql-response+json` uses 4xx and 5xx); without one, the status is the reason.
 */
export function toResult(subgraph: string, { status, body }: HttpAnswer): ExecutionResult {
  const bad = (reason: string) => new Problem(SUBGRAPH_BAD_ANSWER, { subgraph, reason });
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (cause) {
    const reason = status === 200 ? 'not JSON' : `HTTP ${status}`;
    throw new Problem(SUBGRAPH_BAD_ANSWER, { subgraph, reason }, { cause });
  }
  if (!isObject(parsed) || !('data' in parsed || 'errors' in parsed))
    throw bad(status === 200 ? 'neither data nor errors' : `HTTP ${status}`);
  return judgeResult(subgraph, parsed);
}

/** Judges a GraphQL response, from HTTP or from a stream. Throws SUBGRAPH_BAD_ANSWER. */
export function judgeResult(subgraph: string, { data, errors }: Record<string, unknown>): ExecutionResult {
  const bad = (reason: string) => new Problem(SUBGRAPH_BAD_ANSWER, { subgraph, reason });
  if (data !== undefined && data !== null && !isObject(data)) throw bad('data is no object');
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) throw bad('errors is no list');
  const listed = errors as unknown[] | null | undefined;
  if (!listed?.length) {
    if (data === undefined || data === null) throw bad('neither data nor errors');
    return { data };
  }
  return { data: data ?? null, errors: listed.map(toError) };
}

/** What servers add for their own developers: stacks, statements. It stays between them and the gateway. */
const INTERNAL = new Set(['stacktrace', 'exception', 'debug', 'originalError']);

/** An error as the subgraph sent it. Positions in the subgraph's query mean nothing to the client and are left out. */
function toError(raw: unknown): GraphQLError {
  if (raw instanceof GraphQLError) return raw;
  const { message, path, extensions } = isObject(raw) ? raw : {};
  return new GraphQLError(typeof message === 'string' ? message : 'error without a message', {
    path: Array.isArray(path) ? path.filter((at) => typeof at === 'string' || typeof at === 'number') : null,
    extensions: {
      code: 'DOWNSTREAM_SERVICE_ERROR',
      ...(isObject(extensions) ? withoutInternal(extensions) : {}),
    },
  });
}

function withoutInternal(extensions: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(extensions).filter(([name]) => !INTERNAL.has(name)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
