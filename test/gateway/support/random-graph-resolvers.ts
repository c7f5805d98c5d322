import { parse, type SelectionSetNode, valueFromASTUntyped } from 'graphql';
import type { Resolvers } from './graph.ts';
import type { Field, Model, Placed } from './random-graph-model.ts';

/** An entity on its way: which one it is, and what came with the reference or was provided. */
interface Instance {
  readonly __typename: string;
  readonly index: number;
  readonly given?: Readonly<Record<string, unknown>>;
  readonly provided?: readonly string[];
}

const COUNT = 3;

/**
 * Resolvers whose values depend on seed, type, index, field and arguments alone: of one subgraph, or (no name) of the
 * whole graph. A subgraph asked for what it may not be asked for answers so that it shows.
 */
export function toResolvers(model: Model, subgraph?: string): Resolvers {
  const values = createValues(model);
  const resolvers: Resolvers = { Query: { ping: () => 1 } };
  const resolverOf = (owner: string, { field, directives }: Placed) => {
    const provides = directives.flatMap((text) => /@provides\(fields: "(\w+)"\)/.exec(text)?.[1] ?? []);
    return (source: Instance | undefined, args: Record<string, unknown>) => {
      const index = source?.index ?? 0;
      if (subgraph === undefined)
        return field.required
          ? values.required(owner, index, field, values.truth)
          : values.of(owner, index, field, args);
      if (directives.includes('@external') && !source?.provided?.includes(field.name))
        return values.forbidden(field);
      if (model.entities.some(({ versions }) => isOverridden(versions, owner, subgraph, field.name))) {
        const entity = model.entities.find(({ name }) => name === owner);
        if (entity && isOverridden(entity.versions, owner, subgraph, field.name))
          return values.forbidden(field);
      }
      if (field.required)
        return source?.given ? values.required(owner, index, field, () => source.given!) : 'NOT GIVEN';
      return provide(values.of(owner, index, field, args), provides, subgraph !== undefined);
    };
  };
  for (const root of model.roots)
    if (subgraph === undefined || root.subgraph === subgraph)
      resolvers.Query![root.field.name] = resolverOf('Query', root);
  for (const placed of model.mutations)
    if (subgraph === undefined || placed.subgraph === subgraph) {
      const resolve = resolverOf('Mutation', placed);
      resolvers.Mutation ??= {};
      resolvers.Mutation[placed.field.name] = (_: unknown, args: Record<string, unknown>) => {
        model.journal.push(`${placed.field.name} ${JSON.stringify(sorted(args))}`);
        return resolve(undefined, args);
      };
    }
  for (const { name, versions } of model.values)
    for (const [graph, fields] of versions)
      if (subgraph === undefined || graph === subgraph)
        for (const placed of fields) {
          resolvers[name] ??= {};
          resolvers[name][placed.field.name] = resolverOf(name, placed);
        }
  for (const entity of model.entities) {
    const own: Resolvers[string] = {
      id: ({ index }: Instance) => `${entity.name}-${index}`,
      code: ({ index }: Instance) => `c${index}`,
      part: ({ index }: Instance) => ({ a: index, b: entity.name }),
      __resolveReference: (given: Record<string, unknown>): Instance => ({
        __typename: entity.name,
        index: toIndex(given),
        given,
      }),
    };
    for (const [name, version] of entity.versions)
      if (subgraph === undefined || name === subgraph)
        for (const placed of version.fields.values())
          if (subgraph !== undefined || !placed.directives.includes('@external'))
            own[placed.field.name] = resolverOf(entity.name, placed);
    for (const { name, object, members } of model.abstract)
      if (subgraph === undefined && object && members.includes(entity.name))
        own[`extra${name}`] = ({ index, __typename }: Instance) => `extra ${__typename}-${index}`;
    if (subgraph === undefined || entity.versions.has(subgraph)) resolvers[entity.name] = own;
  }
  for (const { name, object, home, kind } of model.abstract) {
    if (subgraph !== undefined && object === subgraph)
      resolvers[name] = {
        __resolveReference: (given: object) => given,
        id: (source: Instance & { id?: string }) => source.id ?? `${source.__typename}-${source.index}`,
        [`extra${name}`]: (source: Instance & { id?: string }) =>
          `extra ${source.id ?? `${source.__typename}-${source.index}`}`,
      };
    else if (subgraph === home && kind === 'interface' && object)
      resolvers[name] = {
        __resolveReference: ({ id }: { id: string }): Instance => ({
          __typename: id.split('-')[0]!,
          index: Number(id.split('-')[1]),
        }),
      };
  }
  return resolvers;
}

function isOverridden(
  versions: Model['entities'][number]['versions'],
  owner: string,
  subgraph: string,
  field: string,
): boolean {
  return (
    owner !== 'Query' &&
    [...versions.values()].some((version) =>
      version.fields.get(field)?.directives.includes(`@override(from: "${subgraph}")`),
    )
  );
}

function provide(value: unknown, provided: readonly string[], isPart: boolean): unknown {
  if (!isPart || provided.length === 0 || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => provide(item, provided, isPart));
  return { ...(value as object), provided };
}

function toIndex(given: { id?: string; code?: string; part?: { a: number } }): number {
  if (given.id !== undefined) return Number(given.id.split('-')[1]);
  if (given.code !== undefined) return Number(given.code.slice(1));
  return given.part!.a;
}

function createValues(model: Model) {
  const fieldsOf = new Map<string, Field>();
  for (const { name, versions } of model.entities)
    for (const version of versions.values())
      for (const { field } of version.fields.values()) fieldsOf.set(`${name}.${field.name}`, field);

  const number = (...parts: unknown[]): number => {
    let hash = 2_166_136_261;
    for (const char of JSON.stringify([model.seed, ...parts]))
      hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
    return ((hash ^ (hash >>> 13)) >>> 0) % 1_000;
  };
  const make = (type: string, at: readonly unknown[]): unknown => {
    if (type.endsWith('!')) return makePresent(type.slice(0, -1), at);
    return number('null', ...at) % 7 === 0 ? null : makePresent(type, at);
  };
  const makePresent = (type: string, at: readonly unknown[]): unknown => {
    const value = number(...at);
    if (type.startsWith('['))
      return Array.from({ length: value % 4 }, (_, index) => make(type.slice(1, -1), [...at, index]));
    if (type === 'Int') return value;
    if (type === 'String') return `s${value}`;
    if (type === 'Boolean') return value % 2 === 0;
    if (type === 'Mood') return value % 2 === 0 ? 'CALM' : 'BUSY';
    if (type === 'Pair')
      return {
        x: make('Int', [...at, 'x']),
        y: make('String', [...at, 'y']),
        z: make('[Int]', [...at, 'z']),
      };
    const members = model.abstract.find(({ name }) => name === type)?.members ?? [type];
    return { __typename: members[value % members.length]!, index: number('index', ...at) % COUNT };
  };
  const of = (owner: string, index: number, field: Field, args: Record<string, unknown>) =>
    make(field.type, [owner, index, field.name, sorted(args)]);

  /** The true values that a selection of required fields reads. */
  const truth = (owner: string, index: number, { selections }: SelectionSetNode): Record<string, unknown> => {
    const found: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind !== 'Field') continue;
      const field = fieldsOf.get(`${owner}.${selection.name.value}`)!;
      const given = Object.fromEntries(
        (selection.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
      );
      found[field.name] = of(owner, index, field, withDefaults(field, given));
    }
    return found;
  };
  const required = (
    owner: string,
    index: number,
    field: Field,
    read: (owner: string, index: number, set: SelectionSetNode) => Readonly<Record<string, unknown>>,
  ): string => {
    const [operation] = parse(`{${field.required}}`).definitions;
    const set = (operation as unknown as { selectionSet: SelectionSetNode }).selectionSet;
    return `${field.name}:${JSON.stringify(keep(read(owner, index, set), set))}`;
  };
  const forbidden = (field: Field): unknown =>
    makePresent(field.type.replace(/!$/, ''), ['FORBIDDEN', field.name]);
  return { of, truth, required, forbidden };
}

function withDefaults(field: Field, given: Record<string, unknown>): Record<string, unknown> {
  const args = { ...given };
  if (field.args.includes('a: Int = 3')) args.a ??= 3;
  if (field.args.includes('m: Mood = BUSY')) args.m ??= 'BUSY';
  if (field.args.includes('Range! = { n: 5 }')) args.r ??= { n: 5 };
  return args;
}

/** What a selection selects of a value, its keys in order. */
function keep(value: unknown, set: SelectionSetNode | undefined): unknown {
  if (!set || value === null || typeof value !== 'object') return value === undefined ? 'MISSING' : value;
  if (Array.isArray(value)) return value.map((item) => keep(item, set));
  const kept: Record<string, unknown> = {};
  for (const selection of set.selections)
    if (selection.kind === 'Field')
      kept[selection.name.value] = keep(
        (value as Record<string, unknown>)[selection.name.value],
        selection.selectionSet,
      );
  return kept;
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}
