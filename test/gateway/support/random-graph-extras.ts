import type { Model, Placed } from './random-graph-model.ts';

const LEAVES = ['Int', 'String', 'Boolean', '[Int]', 'Mood'];

/**
 * What a second generation of random graphs has besides: value types without a key whose fields lie in several subgraphs
 * (to be had only by whoever leads to them, an entity or a root field, in each of these), and mutations.
 */
export function addExtras(model: Model, random: () => number): void {
  const chance = (share: number) => random() < share;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const graphs = model.names.filter((name) => !model.abstract.some(({ object }) => object === name));
  const anEntity = () => pick(model.entities).name;
  /** A type that the subgraph knows, to be led to from a value. */
  const known = (graph: string) => model.entities.filter(({ versions }) => versions.has(graph));

  const addValue = (name: string, homes: readonly string[], depth: number): void => {
    const versions = new Map<string, Placed[]>();
    for (const [at, graph] of homes.entries()) {
      const fields: Placed[] = [
        { field: { name: 'all', args: '', type: 'Int' }, directives: ['@shareable'] },
        { field: { name: `v${at}`, args: pick(['', '(a: Int = 3)']), type: pick(LEAVES) }, directives: [] },
      ];
      const entities = known(graph);
      if (entities.length > 0 && chance(0.5))
        fields.push({
          field: { name: `e${at}`, args: '', type: pick(entities).name },
          directives: [],
        });
      if (depth > 0)
        fields.push({ field: { name: 'deep', args: '', type: `${name}D` }, directives: ['@shareable'] });
      versions.set(graph, fields);
    }
    model.values.push({ name, versions });
    if (depth > 0) addValue(`${name}D`, homes, depth - 1);
  };

  for (const { name, versions } of model.entities) {
    const homes = [...versions.keys()].filter((graph) => graphs.includes(graph));
    if (homes.length < 2 || chance(0.4)) continue;
    const value = `V${name}`;
    const type = pick([value, value, `[${value}!]`]);
    for (const graph of homes)
      versions.get(graph)!.fields.set('info', {
        field: { name: 'info', args: '', type },
        directives: ['@shareable'],
      });
    addValue(value, homes, chance(0.4) ? 1 : 0);
  }
  if (graphs.length > 1 && chance(0.6)) {
    const homes = graphs.slice(0, 2 + Math.floor(random() * 2));
    for (const subgraph of homes)
      model.roots.push({
        subgraph,
        field: { name: 'shared', args: '', type: 'VQ' },
        directives: ['@shareable'],
      });
    addValue('VQ', homes, chance(0.4) ? 1 : 0);
  }

  for (let at = 0; at < 3; at++) {
    const name = anEntity();
    const homes = [...model.entities.find((entity) => entity.name === name)!.versions.keys()];
    const field = {
      name: `m${at}`,
      args: pick(['', '(a: Int = 3)']),
      type: pick([name, `[${name}]`, 'Int']),
    };
    model.mutations.push({ subgraph: pick(homes), field, directives: [] });
  }
}
