import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { toSchemaFiles } from '../../src/cli/schema-files.ts';
import { listProblemKinds } from '../../src/kernel/problems/index.ts';
import { datasets, subgraphs } from '../../src/subgraphs/index.ts';

const files = toSchemaFiles();
const cells = (name: string) =>
  files
    .get(name)!
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |`| \|$/g, '')));

describe('files of schema/', () => {
  it('are one per subgraph, the supergraph, the API, problems and events', () => {
    const names = subgraphs.map((build) => `subgraphs/${build().name}.graphql`);
    expect([...files.keys()].sort()).toEqual(
      [...names, 'supergraph.graphql', 'api.graphql', 'problems.md', 'events.md'].sort(),
    );
    for (const text of files.values()) expect(text).toMatch(/[^\n]\n$/);
  });

  it('come out the same each time', () => {
    expect(toSchemaFiles()).toEqual(files);
  });

  it('show an API without the machinery behind it', () => {
    const api = buildSchema(files.get('api.graphql')!);
    expect(api.getQueryType()!.getFields()).toHaveProperty('vehicles');
    for (const hidden of ['_entities', '_service'])
      expect(api.getQueryType()!.getFields()).not.toHaveProperty(hidden);
    expect(api.getType('_Any')).toBeUndefined();
  });

  it('list every problem once, in order, with who can fix it', () => {
    const rows = cells('problems.md');
    expect(rows.map(([code]) => code)).toEqual(
      listProblemKinds()
        .map((kind) => kind.code)
        .sort(),
    );
    for (const row of rows) expect(['client', 'source', 'operator']).toContain(row[2]);
  });

  it('list every event', () => {
    const announced = datasets
      .filter((dataset) => dataset.event)
      .map((dataset) => [dataset.event, dataset.name]);
    expect(announced.length).toBeGreaterThan(2);
    expect(cells('events.md').map((row) => row.slice(0, 2))).toEqual(announced);
  });
});
