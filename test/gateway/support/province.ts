import type { LocalSubgraph } from '../../../src/gateway/subgraph.ts';
import { type Resolvers, toSubgraph } from './graph.ts';

/** Made-up people, vehicles and places; every subgraph knows a part of each. */
interface Person {
  __typename: 'Person';
  id: string;
  name: string;
  card: { series: string; number: number };
  spouse: Person | null;
  friends: Person[];
  home: Place | null;
  owned: Vehicle[];
  debts: { amount: number; vehicle: Vehicle | null; place: Place | null }[];
}
interface Vehicle {
  __typename: 'Vehicle';
  id: string;
  plate: string;
  owner: Person;
  kilograms: number | null;
  seats: number;
  payer: Person | null;
}
interface Place {
  __typename: 'Place';
  code: string;
  name: string | null;
  parent: Place | null;
  persons: Person[];
}

const places: Place[] = ['p0', 'p1', 'p2'].map((code, index) => ({
  __typename: 'Place',
  code,
  name: index === 1 ? null : `Place ${index}`,
  parent: null,
  persons: [],
}));
const people: Person[] = Array.from({ length: 6 }, (_, index) => ({
  __typename: 'Person',
  id: String(index),
  name: `Person ${index}`,
  card: { series: index % 2 ? 'B' : 'A', number: index },
  spouse: null,
  friends: [],
  home: places[index % 4] ?? null,
  owned: [],
  debts: [],
}));
const vehicles: Vehicle[] = Array.from({ length: 7 }, (_, index) => ({
  __typename: 'Vehicle',
  id: String(index),
  plate: `TEST-${index}`,
  owner: people[(index * 5) % 6]!,
  kilograms: index === 3 ? null : 1_000 + index,
  seats: 4 + (index % 3),
  payer: people[(index * 7) % 8] ?? null,
}));
places[1]!.parent = places[0]!;
places[2]!.parent = places[1]!;
for (const [index, person] of people.entries()) {
  person.spouse = index < 4 ? people[index ^ 1]! : null;
  person.friends = people.filter((_, other) => (other * 3 + index) % 4 === 0);
  person.owned = vehicles.filter(({ owner }) => owner === person);
  person.debts = vehicles.slice(0, index % 3).map((vehicle) => ({
    amount: index * 1.5,
    vehicle: index === 2 ? null : vehicle,
    place: places[index % 3]!,
  }));
  person.home?.persons.push(person);
}

const weight = (vehicle: Vehicle, { unit }: { unit: string }) =>
  vehicle.kilograms === null
    ? null
    : unit === 'T'
      ? Math.round(vehicle.kilograms / 1_000)
      : vehicle.kilograms;
const roots = {
  me: () => people[1],
  people: () => people,
  node: (_: unknown, { id }: { id: string }) => people[Number(id)] ?? vehicles[0],
  found: () => [people[0], vehicles[1], null, people[2], vehicles[3], people[0]],
  vehicles: (_: unknown, { first }: { first: number }) => vehicles.slice(0, first),
};
const owned = (person: Person, { first }: { first: number }) => person.owned.slice(0, first);

/** The whole graph in one place. */
export const oracleResolvers: Resolvers = {
  Query: roots,
  Person: { vehicles: owned, firstVehicle: (person: Person) => person.owned[0] ?? null },
  Vehicle: {
    weight,
    fee: ({ kilograms }: Vehicle) => (kilograms === null ? null : kilograms * 0.5),
    heavy: ({ kilograms }: Vehicle) => kilograms !== null && kilograms > 1_002,
  },
};

type Ref<T> = T & { __typename: string };
const person = ({ id }: Ref<{ id: string }>) => people[Number(id)];
const vehicle = ({ id }: Ref<{ id: string }>) => vehicles[Number(id)];

export const provinceSubgraphs = (): LocalSubgraph[] => [
  toSubgraph(
    'people',
    `type Query { me: Person people: [Person!]! node(id: ID!): Node found: [Found] }
     interface Node { id: ID! }
     union Found = Person | Vehicle
     type Person implements Node @key(fields: "id") @key(fields: "card { series number }") {
       id: ID! name: String! card: Card! @shareable spouse: Person friends: [Person!]! home: Place
     }
     type Card @shareable { series: String! number: Int! }
     type Place @key(fields: "code") { code: ID! }
     type Vehicle implements Node @key(fields: "id", resolvable: false) { id: ID! }`,
    { Query: roots, Person: { __resolveReference: resolvePerson } },
  ),
  toSubgraph(
    'vehicles',
    `type Query { vehicles(first: Int = 3): [Vehicle!]! }
     enum Unit { KG T }
     type Vehicle @key(fields: "id") { id: ID! plate: String! owner: Person! weight(unit: Unit = KG): Int seats: Int }
     type Person @key(fields: "card { series number }") {
       card: Card! @shareable vehicles(first: Int = 2): [Vehicle!]! firstVehicle: Vehicle
     }
     type Card @shareable { series: String! number: Int! }`,
    {
      Query: { vehicles: roots.vehicles },
      Vehicle: { __resolveReference: vehicle, weight },
      Person: {
        __resolveReference: resolvePerson,
        vehicles: owned,
        firstVehicle: (owner: Person) => owner.owned[0] ?? null,
      },
    },
  ),
  toSubgraph(
    'fees',
    `enum Unit { KG T }
     type Vehicle @key(fields: "id") {
       id: ID! weight(unit: Unit = KG): Int @external
       fee: Float @requires(fields: "weight(unit: KG)")
       heavy: Boolean @requires(fields: "weight(unit: KG)")
       payer: Person
     }
     type Person @key(fields: "id") { id: ID! debts: [Debt!]! }
     type Debt { amount: Float! vehicle: Vehicle place: Place }
     type Place @key(fields: "code", resolvable: false) { code: ID! }`,
    {
      Vehicle: {
        __resolveReference: (ref: Ref<{ id: string; weight?: number | null }>) => ({
          ...vehicle(ref),
          weight: ref.weight,
        }),
        fee: ({ weight: known }: { weight: number | null }) => (known === null ? null : known * 0.5),
        heavy: ({ weight: known }: { weight: number | null }) => known !== null && known > 1_002,
      },
      Person: { __resolveReference: person },
    },
  ),
  toSubgraph(
    'places',
    `type Place @key(fields: "code") { code: ID! name: String parent: Place persons: [Person!]! }
     type Person @key(fields: "id", resolvable: false) { id: ID! }`,
    {
      Place: {
        __resolveReference: ({ code }: { code: string }) => places.find((place) => place.code === code),
      },
    },
  ),
];

function resolvePerson(ref: { id?: string; card?: { series: string; number: number } }): Person | undefined {
  return people.find(({ id, card }) => id === ref.id || (ref.card && card.number === ref.card.number));
}
