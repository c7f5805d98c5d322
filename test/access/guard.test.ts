import { buildSchema, execute, type GraphQLSchema, parse, subscribe } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Asker, classOf, guardSchema } from '../../src/access/guard.ts';
import { anonymous, type Grant, maySee, type Principal } from '../../src/access/principal.ts';

const sdl = `
  directive @access(class: String!) on FIELD_DEFINITION
  scalar _Any
  union _Entity = Person
  type Person {
    open: String @access(class: "open")
    internal: String @access(class: "internal")
    personal: String @access(class: "personal")
    sealed: String @access(class: "sealed")
    forgotten: String
    misspelt: String @access(class: "opened")
    friend: Person @access(class: "open")
  }
  type PersonConnection { nodes: [Person] @access(class: "open") }
  type Query {
    _entities(representations: [_Any!]!): [_Entity]!
    person: Person @access(class: "open")
    persons: PersonConnection @access(class: "personal")
    forgotten: Person
  }
  type Mutation { touch: Person @access(class: "internal") }
  type Subscription {
    personChanged: Person @access(class: "open")
    secretChanged: Person @access(class: "sealed")
  }`;

const person: Record<string, unknown> = {
  __typename: 'Person',
  ...Object.fromEntries(
    ['open', 'internal', 'personal', 'sealed', 'forgotten', 'misspelt'].map((name) => [name, name]),
  ),
};
person.friend = person;
let touched = 0;
let schema: GraphQLSchema;

beforeAll(() => {
  schema = buildSchema(sdl);
  const [query, mutation, subscription] = [
    schema.getQueryType()!,
    schema.getMutationType()!,
    schema.getSubscriptionType()!,
  ];
  query.getFields()._entities!.resolve = () => [person];
  for (const name of ['person', 'forgotten']) query.getFields()[name]!.resolve = () => person;
  query.getFields().persons!.resolve = () => ({ nodes: [person] });
  mutation.getFields().touch!.resolve = () => {
    touched += 1;
    return person;
  };
  for (const field of Object.values(subscription.getFields())) {
    field.subscribe = async function* () {
      yield person;
    };
    field.resolve = (event) => event;
  }
  guardSchema(schema);
});

function asker(grants: Partial<Grant>[], purpose?: string): Asker {
  const full = grants.map((grant) => ({
    types: ['*'],
    classes: [],
    purposes: ['safety'],
    legalBasis: 'law',
    ...grant,
  }));
  return { principal: { subsystem: 's', role: 'r', grants: full, actions: [] }, purpose };
}

const fields = '{ open internal personal sealed forgotten misspelt }';

/** Field values that came through, and codes of the refusals by path. */
async function ask(asking: Asker, source: string) {
  const result = await execute({ schema, document: parse(source), contextValue: asking });
  const refused = (result.errors ?? []).map((error) => {
    expect(error.originalError).toMatchObject({ code: 'HUB_ACCESS_FIELD_DENIED' });
    return error.path!.join('.');
  });
  return { data: result.data as never as Record<string, Record<string, unknown>>, refused };
}

async function seenBy(asking: Asker): Promise<string[]> {
  const { data } = await ask(asking, `{ person ${fields} }`);
  return Object.entries(data.person!).flatMap(([name, value]) => (value === null ? [] : [name]));
}

describe('what may be seen', () => {
  it.each<[string, Asker, string[]]>([
    ['nobody in particular: what is open', { principal: anonymous, purpose: undefined }, ['open']],
    ['a key without grants: the same', asker([]), ['open']],
    ['internal', asker([{ classes: ['internal'] }]), ['open', 'internal']],
    ['personal is no step above internal', asker([{ classes: ['personal'] }]), ['open', 'personal']],
    [
      'two grants add up',
      asker([{ classes: ['personal'] }, { classes: ['internal'] }]),
      ['open', 'internal', 'personal'],
    ],
    ['on this type', asker([{ types: ['Person'], classes: ['internal'] }]), ['open', 'internal']],
    ['on another type', asker([{ types: ['Vehicle'], classes: ['internal'] }]), ['open']],
    [
      'a grant of one type does not lend its classes to another',
      asker([
        { types: ['Vehicle'], classes: ['internal', 'personal'] },
        { types: ['Person'], classes: ['internal'] },
      ]),
      ['open', 'internal'],
    ],
    ['for the purpose granted', asker([{ classes: ['internal'] }], 'safety'), ['open', 'internal']],
    ['for another purpose', asker([{ classes: ['internal'] }], 'curiosity'), ['open']],
    [
      'the purpose of one grant does not open another',
      asker([{ classes: ['internal'] }, { classes: ['personal'], purposes: ['statistics'] }], 'statistics'),
      ['open', 'personal'],
    ],
    [
      'a field without a class, or with a wrong one, is sealed',
      asker([{ classes: ['sealed'] }]),
      ['open', 'sealed', 'forgotten', 'misspelt'],
    ],
  ])('%s', async (_, asking, expected) => {
    expect(await seenBy(asking)).toEqual(expected);
  });

  it('is decided the same way by the rule itself, for every class', () => {
    const principal: Principal = asker([{ types: ['Person'], classes: ['internal', 'sealed'] }]).principal;
    const decide = (purpose: string | undefined, type: string) =>
      (['open', 'internal', 'personal', 'sealed'] as const).map((fieldClass) =>
        maySee(principal, purpose, type, fieldClass),
      );
    expect(decide(undefined, 'Person')).toEqual([true, true, false, true]);
    expect(decide('safety', 'Person')).toEqual([true, true, false, true]);
    expect(decide('other', 'Person')).toEqual([true, false, false, false]);
    expect(decide('safety', 'Vehicle')).toEqual([true, false, false, false]);
  });
});

describe('every way passes the guard', () => {
  const office = asker([{ classes: ['internal'] }]);

  it('takes away the field alone, says which, and leaves the rest', async () => {
    const { data, refused } = await ask(office, `{ person { open personal friend { internal sealed } } }`);
    expect(data.person).toEqual({
      open: 'open',
      personal: null,
      friend: { internal: 'internal', sealed: null },
    });
    expect(refused.sort()).toEqual(['person.friend.sealed', 'person.personal']);
  });

  it('an alias is no way round', async () => {
    const { data } = await ask(office, '{ person { open: personal } }');
    expect(data.person).toEqual({ open: null });
  });

  it('an entity look-up', async () => {
    const { data, refused } = await ask(
      office,
      `{ _entities(representations: [{}]) { ... on Person ${fields} } }`,
    );
    expect((data._entities as never as object[])[0]).toMatchObject({
      open: 'open',
      internal: 'internal',
      personal: null,
    });
    expect(refused).toHaveLength(4);
  });

  it('a root field, judged as what it leads to', async () => {
    expect((await ask(office, '{ persons { nodes { open } } }')).data.persons).toBeNull();
    const granted = asker([{ types: ['Person'], classes: ['personal'] }]);
    expect((await ask(granted, '{ persons { nodes { open } } }')).data.persons).toEqual({
      nodes: [{ open: 'open' }],
    });
    expect((await ask(granted, '{ forgotten { open } }')).data.forgotten).toBeNull();
  });

  it('a mutation, before it does anything', async () => {
    const { data } = await ask(asker([]), 'mutation { touch { open } }');
    expect(data.touch).toBeNull();
    expect(touched).toBe(0);
    await ask(office, 'mutation { touch { open } }');
    expect(touched).toBe(1);
  });

  it('a subscription: each event’s fields, and the subscription itself', async () => {
    const listen = (asking: Asker, source: string) =>
      subscribe({ schema, document: parse(source), contextValue: asking });
    const stream = (await listen(
      office,
      'subscription { personChanged { internal personal } }',
    )) as AsyncIterableIterator<{ data: unknown; errors?: unknown[] }>;
    const { value } = await stream.next();
    expect(value.data).toEqual({ personChanged: { internal: 'internal', personal: null } });
    expect(value.errors).toHaveLength(1);
    const refused = await listen(office, 'subscription { secretChanged { open } }');
    expect(refused).toMatchObject({ errors: [{ originalError: { code: 'HUB_ACCESS_FIELD_DENIED' } }] });
  });
});

describe('class of a field', () => {
  it('is what stands beside it, and nothing when that is no class', () => {
    const person = schema.getType('Person') as never as { getFields(): Record<string, never> };
    const classes = Object.values(person.getFields()).map((field) => classOf(field));
    expect(classes).toEqual(['open', 'internal', 'personal', 'sealed', undefined, undefined, 'open']);
  });
});
