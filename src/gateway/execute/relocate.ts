import { GraphQLError } from 'graphql';
import type { ResponsePath } from './path-walker.ts';
import { toClientKey } from './response-key.ts';

/** An error of a subgraph, at a place of the client's answer. Its code stays; the subgraph is named. */
export function relocateError(
  error: GraphQLError,
  subgraph: string,
  path: ResponsePath | undefined,
): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error.originalError ?? error,
    path: path?.map((segment) => (typeof segment === 'string' ? toClientKey(segment) : segment)) ?? null,
    extensions: { ...error.extensions, subgraph },
  });
}

/** The part of the places' paths that they all share: where an error about all of them belongs. */
export function toCommonPath(places: readonly ResponsePath[]): ResponsePath {
  const [first = [], ...others] = places;
  const length = others.reduce((shared, place) => {
    let same = 0;
    while (same < shared && place[same] === first[same]) same++;
    return same;
  }, first.length);
  return first.slice(0, length);
}
