import { createRandom } from './random-query.ts';

export interface Field {
  readonly name: string;
  readonly args: string;
  readonly type: string;
  /** What is required of other subgraphs, for a field that `@requires`. */
  required?: string;
}

export interface Placed {
  readonly field: Field;
  readonly directives: string[];
}

/** An entity in one subgraph. */
interface Version {
  readonly keys: string[];
  readonly keyFields: string[];
  readonly fields: Map<string, Placed>;
}

interface Entity {
  readonly name: string;
  readonly versions: Map<string, Version>;
}

interface Abstract {
  readonly name: string;
  readonly kind: 'interface' | 'union';
  readonly members: readonly string[];
  readonly home: string;
  readonly homes: Set<string>;
  /** The subgraph that knows the interface as an object. */
  readonly object: string | undefined;
}

export interface Model {
  readonly seed: number;
  readonly names: string[];
  readonly entities: Entity[];
  readonly abstract: Abstract[];
  readonly roots: (Placed & { readonly subgraph: string })[];
  /** Types without a key. */
  readonly values: { readonly name: string; readonly versions: ReadonlyMap<string, readonly Placed[]> }[];
  readonly mutations: (Placed & { readonly subgraph: string })[];
  /** The mutations that ran, in their order. */
  readonly journal: string[];
}

const KEYS: readonly [string, string][] = [
  ['id', 'id: ID!'],
  ['code', 'code: String!'],
  ['part { a b }', 'part: Part!'],
  ['id part { a }', 'id: ID! part: Part!'],
];
const SCALARS = ['Int', 'String', 'Int!', 'Boolean', '[Int]', 'Mood', 'Pair', '[Pair!]', '[[Int!]]'];
const ARGS = ['', '', '', '(a: Int = 3)', '(a: Int, m: Mood = BUSY)', '(r: Range)', '(r: Range! = { n: 5 })'];

/** Entities with their keys, fields spread over subgraphs, references of every kind, root fields. */
export function toModel(seed: number): Model {
  const random = createRandom(seed);
  const chance = (share: number) => random() < share;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const names = ['a', 'b', 'c', 'd', 'e'].slice(0, 2 + Math.floor(random() * 4));
  const model: Model = {
    seed,
    names: [...names],
    entities: [],
    abstract: [],
    roots: [],
    values: [],
    mutations: [],
    journal: [],
  };
  const count = 2 + Math.floor(random() * 3);
  const homes = new Map<string, string>();
  for (let index = 0; index < count; index++) {
    const name = `E${index}`;
    homes.set(name, pick(names));
    model.entities.push({ name, versions: new Map() });
  }
  /** The entity in a subgraph; the home has every key, so that each way can be gone. */
  const versionOf = (name: string, subgraph: string, needsId = true): Version => {
    const entity = model.entities.find((found) => found.name === name)!;
    let version = entity.versions.get(subgraph);
    if (!version) {
      const isHome = homes.get(name) === subgraph;
      const chosen = isHome ? KEYS : chance(0.6) ? [KEYS[0]!] : [pick(KEYS)];
      version = { keys: [], keyFields: [], fields: new Map() };
      entity.versions.set(subgraph, version);
      for (const key of chosen) addKey(version, key);
    }
    if (needsId) addKey(version, KEYS[0]!);
    return version;
  };
  const addKey = (version: Version, [key, fields]: readonly [string, string]) => {
    if (!version.keys.includes(key)) version.keys.push(key);
    for (const field of fields.split(/(?<=!) /))
      if (!version.keyFields.includes(field)) version.keyFields.push(field);
  };
  for (const { name } of model.entities) versionOf(name, homes.get(name)!);
  for (const [index, kind] of (['interface', 'union'] as const).entries()) {
    const home = pick(names);
    const members = model.entities.map(({ name }) => name).filter(() => chance(0.7));
    if (members.length === 0) continue;
    // A subgraph of its own, since it may not define the implementations; its name comes early or late.
    const object = kind === 'interface' && chance(0.6) ? pick(['a0', 'o']) : undefined;
    model.abstract.push({ name: `A${index}`, kind, members, home, homes: new Set([home]), object });
    for (const member of members) versionOf(member, home);
  }

  const toType = (subgraph: string): string => {
    if (chance(0.55)) return pick(SCALARS);
    const usable = model.abstract.filter(({ object, homes: at }) => object === subgraph || at.has(subgraph));
    const named = usable.length > 0 && chance(0.4) ? pick(usable).name : pick(model.entities).name;
    if (model.entities.some(({ name }) => name === named)) versionOf(named, subgraph, chance(0.7));
    return pick([named, named, `[${named}]`, `[${named}!]!`]);
  };
  for (const { name } of model.entities)
    for (let index = 0; index < 4 + Math.floor(random() * 4); index++) {
      const subgraph = pick(names);
      const field = { name: `f${index}`, args: pick(ARGS), type: toType(subgraph) };
      versionOf(name, subgraph, chance(0.8)).fields.set(field.name, { field, directives: [] });
    }
  for (let index = 0; index < 4; index++) {
    const subgraph = pick(names);
    let type = toType(subgraph);
    while (SCALARS.includes(type)) type = toType(subgraph);
    model.roots.push({ subgraph, field: { name: `q${index}`, args: '', type }, directives: [] });
  }
  for (const { name, object } of model.abstract)
    if (object !== undefined) {
      model.names.push(object);
      model.roots.push({
        subgraph: object,
        field: { name: 'q9', args: '', type: `[${name}]` },
        directives: [],
      });
    }
  return model;
}

/** `@requires`, `@override`, `@shareable` and `@provides`, where they may stand. */
export function addDirectives(model: Model, random: () => number): void {
  const chance = (share: number) => random() < share;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  for (const entity of model.entities)
    for (const [owner, version] of [...entity.versions])
      for (const placed of [...version.fields.values()]) {
        const { field } = placed;
        if (placed.directives.length > 0 || field.required || !SCALARS.includes(field.type)) continue;
        const others = [...entity.versions].filter(([name]) => name !== owner);
        if (others.length === 0 || chance(0.4)) continue;
        const [, other] = pick(others);
        if (other.fields.has(field.name)) continue;
        const way = random();
        if (way < 0.2) other.fields.set(field.name, { field, directives: [`@override(from: "${owner}")`] });
        else if (way < 0.4) {
          placed.directives.push('@shareable');
          other.fields.set(field.name, { field, directives: ['@shareable'] });
        } else if (way < 0.55) {
          const subgraph = others.find(([, found]) => found === other)![0];
          const referring = findReferring(model, subgraph, entity.name);
          if (!referring || field.type.includes('Pair') || field.args) continue;
          placed.directives.push('@shareable');
          other.fields.set(field.name, { field, directives: ['@external'] });
          referring.directives.push(`@provides(fields: "${field.name}")`);
        } else {
          const args =
            field.args.startsWith('(a') && chance(0.5)
              ? '(a: 1)'
              : field.args === '(r: Range)'
                ? '(r: { n: 1 })'
                : '';
          const nested = field.type.includes('Pair') ? ' { x z }' : '';
          const required = `${field.name}${args}${nested}`;
          other.fields.set(field.name, { field, directives: ['@external'] });
          const requiring = { name: `r${field.name}`, args: '', type: 'String', required };
          other.fields.set(requiring.name, {
            field: requiring,
            directives: [`@requires(fields: "${required}")`],
          });
        }
      }
}

/** A field of a subgraph that leads to an entity and provides nothing yet. */
function findReferring(model: Model, subgraph: string, name: string): Placed | undefined {
  const isReferring = ({ field, directives }: Placed) =>
    field.type.replaceAll(/[[\]!]/g, '') === name && directives.length === 0;
  const root = model.roots.find((found) => found.subgraph === subgraph && isReferring(found));
  if (root) return root;
  for (const entity of model.entities)
    for (const placed of entity.versions.get(subgraph)?.fields.values() ?? [])
      if (isReferring(placed)) return placed;
  return undefined;
}
