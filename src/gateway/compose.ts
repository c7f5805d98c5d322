import { composeServices } from '@theguild/federation-composition';
import { type DocumentNode, Kind, parse, visit } from 'graphql';
import { isProblem, Problem, toError } from '../kernel/problem.ts';
import { GATEWAY_COMPOSITION_FAILED, GATEWAY_DIRECTIVE_UNSUPPORTED } from '../kernel/problems/gateway.ts';
import type { LocalSubgraph } from './subgraph.ts';

/** What composition yields: the planner reads the supergraph, clients see the API. Both are SDL. */
export interface Composition {
  readonly supergraphSdl: string;
  readonly apiSdl: string;
}

/** Composes the subgraphs; every composition error is named in one problem. */
export function composeSupergraph(subgraphs: readonly Pick<LocalSubgraph, 'name' | 'sdl'>[]): Composition {
  const services = subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parseSubgraph(name, sdl) }));
  const result = composeServices(services);
  if (result.errors)
    throw new Problem(GATEWAY_COMPOSITION_FAILED, { errors: result.errors.map((error) => error.message) });
  return { supergraphSdl: result.supergraphSdl, apiSdl: result.publicSdl };
}

function parseSubgraph(name: string, sdl: string): DocumentNode {
  try {
    const document = parse(sdl, { noLocation: true });
    assertNoContext(name, document);
    return document;
  } catch (error) {
    if (isProblem(error)) throw error;
    throw new Problem(GATEWAY_COMPOSITION_FAILED, { errors: [`[${name}] ${toError(error).message}`] });
  }
}

/**
 * The planner silently drops contextual arguments (`@context`/`@fromContext`): the resolver would run without
 * them. Better not to start.
 */
function assertNoContext(subgraph: string, document: DocumentNode): void {
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.DIRECTIVE && /^(federation__)?(context|fromContext)$/.test(node.name.value))
        throw new Problem(GATEWAY_DIRECTIVE_UNSUPPORTED, { subgraph, directive: `@${node.name.value}` });
    },
  });
}
