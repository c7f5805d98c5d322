import { composeSupergraph } from '../../../src/gateway/compose.ts';
import type { LocalSubgraph } from '../../../src/gateway/subgraph.ts';
import { toSubgraph } from './graph.ts';
import { addExtras } from './random-graph-extras.ts';
import { addDirectives, type Model, type Placed, toModel } from './random-graph-model.ts';
import { toResolvers } from './random-graph-resolvers.ts';
import { createRandom } from './random-query.ts';

/** A federated graph made from a seed, and the resolvers of the same graph in one schema. */
export interface RandomGraph {
  readonly subgraphs: LocalSubgraph[];
  readonly resolvers: ReturnType<typeof toResolvers>;
  /** The mutations that ran, by any of the resolvers, in their order. */
  readonly journal: string[];
}

/**
 * `undefined` when what came out does not compose: not every random graph is a federated one. `extended`: the graph has
 * value types over several subgraphs and mutations; without, a seed makes the graph that it always made.
 */
export function createRandomGraph(seed: number, extended = false): RandomGraph | undefined {
  const model = toModel(seed);
  addDirectives(model, createRandom(seed + 1_000_003));
  if (extended) addExtras(model, createRandom(seed + 2_000_003));
  const subgraphs = model.names.map((name) => toSubgraph(name, toSdl(model, name), toResolvers(model, name)));
  try {
    composeSupergraph(subgraphs);
  } catch {
    return undefined;
  }
  return { subgraphs, resolvers: toResolvers(model), journal: model.journal };
}

const SHARED = `enum Mood { CALM BUSY }
input Range { n: Int = 2 more: Range }
type Part @shareable { a: Int! b: String! }
type Pair @shareable { x: Int y: String z: [Int] }`;

function toSdl(model: Model, name: string): string {
  const parts = [SHARED];
  for (const entity of model.entities) {
    const version = entity.versions.get(name);
    if (!version) continue;
    const fields = [...version.fields.values()].map(toField);
    const keys = version.keys.map((key) => `@key(fields: "${key}")`).join(' ');
    const implemented = model.abstract.filter(
      (type) => type.kind === 'interface' && type.members.includes(entity.name) && type.homes.has(name),
    );
    const implementing =
      implemented.length > 0 ? ` implements ${implemented.map((type) => type.name).join(' & ')}` : '';
    parts.push(
      `type ${entity.name}${implementing} ${keys} { ${version.keyFields.join(' ')} ${fields.join(' ')} }`,
    );
  }
  for (const type of model.abstract) {
    if (type.object === name)
      parts.push(
        `type ${type.name} @interfaceObject @key(fields: "id") { id: ID! extra${type.name}: String }`,
      );
    if (!type.homes.has(name)) continue;
    const key = type.home === name ? ' @key(fields: "id")' : '';
    parts.push(
      type.kind === 'union'
        ? `union ${type.name} = ${type.members.join(' | ')}`
        : `interface ${type.name}${type.object ? key : ''} { id: ID! }`,
    );
  }
  const roots = model.roots.filter((root) => root.subgraph === name).map(toField);
  parts.push(`type Query { ping: Int @shareable ${roots.join(' ')} }`);
  for (const { name: value, versions } of model.values) {
    const fields = versions.get(name);
    if (fields) parts.push(`type ${value} { ${fields.map(toField).join(' ')} }`);
  }
  const mutations = model.mutations.filter(({ subgraph }) => subgraph === name).map(toField);
  if (mutations.length > 0) parts.push(`type Mutation { ${mutations.join(' ')} }`);
  return parts.join('\n');
}

function toField({ field, directives }: Placed): string {
  return `${field.name}${field.args}: ${field.type} ${directives.join(' ')}`;
}
