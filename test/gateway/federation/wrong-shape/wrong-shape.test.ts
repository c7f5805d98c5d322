import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../../src/gateway/gateway.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])\n';
const roads = `${LINK}
  type Query { road: Road roads: [Road] strict: [Road!] node: Node }
  interface Node { id: ID! }
  type Road implements Node @key(fields: "id") { id: ID! name: String lanes: Int open: Boolean length: Float tags: [String] note: Json }
  type Bridge implements Node @key(fields: "id") { id: ID! }
  scalar Json`;
const health = `${LINK} type Road @key(fields: "id") { id: ID! score: Int grade: Grade } type Grade { letter: String }`;

/** What each subgraph answers next, whatever it is asked. */
const answers: { roads?: unknown; health?: unknown } = {};
let server: Server;
let gateway: Gateway;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    await text(request);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: answers[request.url!.slice(1) as 'roads' | 'health'] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gateway = createGateway({
    subgraphs: [
      { name: 'roads', sdl: roads, url: `${at}/roads` },
      { name: 'health', sdl: health, url: `${at}/health` },
    ],
  });
});

afterAll(async () => {
  await gateway.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = async (query: string, given: typeof answers) => {
  Object.assign(answers, { roads: undefined, health: undefined }, given);
  const { data, errors = [] } = await gateway.execute({ document: parse(query), contextValue: {} });
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors };
};

describe('a value that is not of its type is null, with an error that names field and subgraph', () => {
  it.each([
    ['a string for an object', '{ road { name } }', { road: 'text' }, { road: null }, 'Query.road'],
    ['a list for an object', '{ road { name } }', { road: [{ name: 'x' }] }, { road: null }, 'Query.road'],
    ['a number for an object', '{ road { name } }', { road: 7 }, { road: null }, 'Query.road'],
    ['an object for a list', '{ roads { name } }', { roads: { name: 'x' } }, { roads: null }, 'Query.roads'],
    ['a string for a list', '{ roads { name } }', { roads: 'ab' }, { roads: null }, 'Query.roads'],
    [
      'an object with a length for a list',
      '{ roads { name } }',
      { roads: { length: 4e9 } },
      { roads: null },
      'Query.roads',
    ],
    [
      'a string among objects',
      '{ roads { name } }',
      { roads: [{ name: 'x' }, 'y'] },
      { roads: [{ name: 'x' }, null] },
      'Query.roads',
    ],
    [
      'a list among objects',
      '{ roads { name } }',
      { roads: [[{ name: 'x' }]] },
      { roads: [null] },
      'Query.roads',
    ],
    [
      'a string among non-null objects',
      '{ strict { name } }',
      { strict: ['y'] },
      { strict: null },
      'Query.strict',
    ],
    [
      'an object for a String',
      '{ road { name } }',
      { road: { name: { a: 1 } } },
      { road: { name: null } },
      'Road.name',
    ],
    [
      'a number for a String',
      '{ road { name } }',
      { road: { name: 1 } },
      { road: { name: null } },
      'Road.name',
    ],
    [
      'a string for an Int',
      '{ road { lanes } }',
      { road: { lanes: '4' } },
      { road: { lanes: null } },
      'Road.lanes',
    ],
    [
      'a fraction for an Int',
      '{ road { lanes } }',
      { road: { lanes: 1.5 } },
      { road: { lanes: null } },
      'Road.lanes',
    ],
    [
      'a number for a Boolean',
      '{ road { open } }',
      { road: { open: 1 } },
      { road: { open: null } },
      'Road.open',
    ],
    [
      'a list for a Float',
      '{ road { length } }',
      { road: { length: [1] } },
      { road: { length: null } },
      'Road.length',
    ],
    ['an object for an ID', '{ road { id } }', { road: { id: {} } }, { road: null }, 'Road.id'],
    [
      'a string for a list of strings',
      '{ road { tags } }',
      { road: { tags: 'ab' } },
      { road: { tags: null } },
      'Road.tags',
    ],
    [
      'a number in a list of strings',
      '{ road { tags } }',
      { road: { tags: ['a', 1] } },
      { road: { tags: ['a', null] } },
      'Road.tags',
    ],
    [
      'a type that is no member',
      '{ node { id } }',
      { node: { __typename: 'Query', id: '1' } },
      { node: null },
      'Query.node',
    ],
  ])('%s', async (_, query, given, data, field) => {
    const answer = await ask(query, { roads: given });
    expect(answer.data).toEqual(data);
    expect(answer.errors).toHaveLength(1);
    const [error] = answer.errors;
    expect(error!.originalError).toMatchObject({
      code: 'HUB_GATEWAY_VALUE_INVALID',
      details: { field, subgraph: 'roads' },
    });
    expect(error!.path).toBeDefined();
  });

  it('but a scalar of its owner is what the owner sends, and an ID may be a number', async () => {
    const note = { any: ['thing', 1] };
    const answer = await ask('{ road { id note } }', { roads: { road: { id: 7, note } } });
    expect(answer).toEqual({ data: { road: { id: 7, note } }, errors: [] });
  });

  it('and what arrived is not repeated: it may be a person', async () => {
    const { errors } = await ask('{ road { lanes } }', { roads: { road: { lanes: 'Nguyễn Văn A' } } });
    expect(JSON.stringify(errors)).not.toContain('Nguyễn');
  });
});

describe('an answer to _entities that cannot be matched is not taken', () => {
  const two = {
    roads: [
      { __typename: 'Road', id: '1' },
      { __typename: 'Road', id: '2' },
    ],
  };
  const query = '{ roads { id score grade { letter } } }';
  const none = { id: expect.any(String), score: null, grade: null };

  it.each([
    ['shorter', [{ score: 1 }]],
    ['longer', [{ score: 1 }, { score: 2 }, { score: 3 }]],
    ['an object', { 0: { score: 1 }, 1: { score: 2 } }],
    ['a string', 'ab'],
    ['null', null],
    ['absent', undefined],
  ])('%s than asked', async (_, entities) => {
    const { data, errors } = await ask(query, { roads: two, health: { _entities: entities } });
    expect(data.roads).toEqual([none, none]);
    expect(errors).toHaveLength(1);
    expect(errors[0]!.path).toEqual(['roads']);
    expect(errors[0]!.extensions).toMatchObject({ subgraph: 'health' });
    expect(errors[0]!.originalError).toMatchObject({ code: 'HUB_SUBGRAPH_BAD_ANSWER' });
  });

  it.each([
    ['a string', 'ab'],
    ['a list', [{ score: 9 }]],
    ['another type', { __typename: 'Bridge', score: 9 }],
    ['a type that is none', { __typename: 3, score: 9 }],
  ])('%s for one entity', async (_, wrong) => {
    const entities = [{ score: 1, grade: { letter: 'A' } }, wrong];
    const { data, errors } = await ask(query, { roads: two, health: { _entities: entities } });
    expect(data.roads).toEqual([
      { id: '1', score: 1, grade: { letter: 'A' } },
      { ...none, id: '2' },
    ]);
    expect(errors).toHaveLength(1);
    expect(errors[0]!.path).toEqual(['roads', 1]);
    expect(errors[0]!.extensions).toMatchObject({ subgraph: 'health' });
  });

  it('null is no error: the entity is not known there', async () => {
    const { data, errors } = await ask(query, {
      roads: two,
      health: { _entities: [null, { score: 2, grade: null }] },
    });
    expect(data.roads).toEqual([
      { ...none, id: '1' },
      { id: '2', score: 2, grade: null },
    ]);
    expect(errors).toEqual([]);
  });

  it('wrong within an entity is wrong at its place', async () => {
    const entities = [
      { score: 'x', grade: { letter: 'A' } },
      { score: 2, grade: [{ letter: 'B' }] },
    ];
    const { data, errors } = await ask(query, { roads: two, health: { _entities: entities } });
    expect(data.roads).toEqual([
      { id: '1', score: null, grade: { letter: 'A' } },
      { id: '2', score: 2, grade: null },
    ]);
    expect(errors.map(({ path }) => path)).toEqual([
      ['roads', 0, 'score'],
      ['roads', 1, 'grade'],
    ]);
    for (const { originalError } of errors)
      expect(originalError).toMatchObject({ details: { subgraph: 'health' } });
  });
});
