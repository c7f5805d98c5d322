import { describe, expect, it } from 'vitest';
import { toPlace, type UsageOf } from '../../../src/gateway/registry/breaking.ts';
import { judgePublication } from '../../../src/gateway/registry/publication.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key" "@external" "@shareable" "@requires"])\n';
const roads = {
  name: 'roads',
  sdl: `${LINK}directive @access(class: String!) on FIELD_DEFINITION
    type Query { "All of them." roads: [Road!]! }
    type Road @key(fields: "id") { id: ID! name: String secret: String @access(class: "sealed") }
    type Car @key(fields: "plate") { plate: ID @access(class: "personal") }`,
};
const works = {
  name: 'works',
  sdl: `${LINK}type Query { "Under way." works: [Work!]! }
    "A work on a road." type Work { id: ID! since: String }
    type Road @key(fields: "id") { id: ID! works: [Work!]! }`,
};
const nobody: UsageOf = async () => ({ count: 0, clients: [] });
const somebody: UsageOf = async (type, field) =>
  type === 'Work' && (field ?? 'since') === 'since'
    ? { count: 12, clients: ['VN-BN/GOV/X'] }
    : { count: 0, clients: [] };
const codes = (findings: readonly { code: string; level: string; at: string }[]) =>
  findings.map(({ code, level, at }) => `${level} ${code} ${at}`);

describe('a subgraph that is published', () => {
  it('joins when it fits', async () => {
    expect(await judgePublication([roads], works, nobody)).toEqual({ accepted: true, findings: [] });
  });

  it.each([
    ['bad name', { name: 'Bad_Name', sdl: works.sdl }, 'error NAME Bad_Name'],
    ['syntax', { name: 'x', sdl: 'type Query {' }, 'error SYNTAX 1:13'],
    [
      'federation too new',
      { name: 'x', sdl: works.sdl.replace('v2.9', 'v2.10') },
      'error LINK_TOO_NEW schema',
    ],
    [
      'reserved field',
      { name: 'x', sdl: `${LINK}type Query { "a" _x: Int }` },
      'error FIELD_RESERVED Query._x',
    ],
  ])('is refused for %s', async (_name, publication, said) => {
    const { accepted, findings } = await judgePublication([roads], publication, nobody);
    expect(accepted).toBe(false);
    expect(codes(findings)).toContain(said);
  });

  it('is refused with every composition error by name', async () => {
    const clash = {
      name: 'clash',
      sdl: `${LINK}type Query { "a" roads: Int } type Road @key(fields: "id") { id: Int! name: Int }`,
    };
    const { accepted, findings } = await judgePublication([roads], clash, nobody);
    expect(accepted).toBe(false);
    expect(findings.filter(({ code }) => code === 'COMPOSITION').length).toBeGreaterThan(1);
    expect(findings.map(({ message }) => message).join('\n')).toMatch(/Road\.name/);
  });

  it('is refused with @context, which the planner would drop', async () => {
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key" "@context"])
      type Query { "a" a: A } type A @key(fields: "id") @context(name: "c") { id: ID! }`;
    const { accepted, findings } = await judgePublication([roads], { name: 'x', sdl }, nobody);
    expect(accepted).toBe(false);
    expect(findings[0]!.message).toContain('@context');
  });

  it('is refused when it takes away what somebody asks for, unless a person accepts that', async () => {
    const less = { name: 'works', sdl: works.sdl.replace(' since: String', '') };
    const used = await judgePublication([roads, works], less, somebody);
    expect(used.accepted).toBe(false);
    expect(used.findings).toMatchObject([
      {
        code: 'FIELD_REMOVED',
        level: 'error',
        at: 'Work.since',
        message: expect.stringContaining('VN-BN/GOV/X'),
      },
    ]);
    const unused = await judgePublication([roads, works], less, nobody);
    expect([unused.accepted, ...codes(unused.findings)]).toEqual([true, 'warning FIELD_REMOVED Work.since']);
    expect((await judgePublication([roads, works], less, somebody, true)).accepted).toBe(true);
  });

  it('is refused to leave while somebody asks for what it gives', async () => {
    const { accepted } = await judgePublication([roads, works], { name: 'works', sdl: undefined }, somebody);
    expect(accepted).toBe(false);
  });

  it('is sent nothing that is not open, unless the operator granted it', async () => {
    const sdl = `${LINK}type Car @key(fields: "plate") { plate: ID taxed: Boolean }
      type Road @key(fields: "id") { id: ID! secret: String @external load: Int @requires(fields: "secret") }`;
    const refused = await judgePublication([roads], { name: 'tax', sdl }, nobody);
    expect(codes(refused.findings)).toEqual([
      'error RECEIVES_UNGRANTED Car.plate',
      'error RECEIVES_UNGRANTED Road.secret',
    ]);
    const granted = { name: 'tax', sdl, receives: ['personal', 'sealed'] };
    expect((await judgePublication([roads], granted, nobody)).accepted).toBe(true);
  });

  it.each([
    ['Work.since was removed.', 'Work', 'since'],
    ['Work was removed.', 'Work', undefined],
    ['A was removed from enum type Colour.', 'Colour', undefined],
    ['Road was removed from union type Place.', 'Place', undefined],
    ['Work.since changed type from String to Int.', 'Work', 'since'],
    ['A required arg n on Query.works was added.', 'Query', 'works'],
    ['Work no longer implements interface Node.', 'Work', undefined],
  ])('has its changes read from what graphql-js says: %s', (said, type, field) => {
    expect(toPlace(said)).toEqual({ type, field });
  });
});
