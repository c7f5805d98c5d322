import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { type ArgumentNode, type DirectiveNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { Problem, toError } from '../kernel/problem.ts';
import { GATEWAY_DIRECTIVE_UNSUPPORTED, GATEWAY_SUPERGRAPH_INVALID } from '../kernel/problems/gateway.ts';
import type { Composition } from './compose.ts';

/** A subgraph as a supergraph names it (`join__Graph`). */
export interface SupergraphMember {
  readonly name: string;
  /** Empty when the supergraph was composed without addresses. */
  readonly url: string;
}

export interface Supergraph extends Composition {
  readonly members: readonly SupergraphMember[];
}

/** Reads a composed supergraph (Federation 2, join spec). Throws a Problem that says what cannot be used. */
export function readSupergraph(supergraphSdl: string): Supergraph {
  const document = parseSupergraph(supergraphSdl);
  const members = readMembers(document);
  if (members.length === 0)
    throw new Problem(GATEWAY_SUPERGRAPH_INVALID, { reason: 'it names no subgraph (enum join__Graph)' });
  assertSupported(document);
  try {
    return { supergraphSdl, apiSdl: print(transformSupergraphToPublicSchema(document)), members };
  } catch (cause) {
    throw new Problem(GATEWAY_SUPERGRAPH_INVALID, { reason: toError(cause).message }, { cause });
  }
}

function parseSupergraph(sdl: string): DocumentNode {
  try {
    return parse(sdl, { noLocation: true });
  } catch (cause) {
    throw new Problem(GATEWAY_SUPERGRAPH_INVALID, { reason: toError(cause).message }, { cause });
  }
}

function readMembers(document: DocumentNode): SupergraphMember[] {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    return (definition.values ?? []).flatMap(({ directives }) => {
      const graph = directives?.find(({ name }) => name.value === 'join__graph');
      const name = graph && readString(graph, 'name');
      return name === undefined ? [] : [{ name, url: (graph && readString(graph, 'url')) ?? '' }];
    });
  }
  return [];
}

/** The planner drops contextual arguments silently: the resolver would run without them. Better not to start. */
function assertSupported(document: DocumentNode): void {
  visit(document, {
    Directive: (directive) => {
      const { value: name } = directive.name;
      const contextual =
        /^(context|context__.*|fromContext)$/.test(name) ||
        (name === 'join__field' && directive.arguments?.some((argument) => isContextual(argument)));
      if (!contextual) return;
      const graph = directive.arguments?.find((argument) => argument.name.value === 'graph')?.value;
      const subgraph = graph?.kind === Kind.ENUM ? graph.value : 'supergraph';
      throw new Problem(GATEWAY_DIRECTIVE_UNSUPPORTED, { subgraph, directive: '@context/@fromContext' });
    },
  });
}

function isContextual({ name, value }: ArgumentNode): boolean {
  return name.value === 'contextArguments' && value.kind === Kind.LIST && value.values.length > 0;
}

function readString(directive: DirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
