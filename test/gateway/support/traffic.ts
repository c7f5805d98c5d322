import { mapEvents } from '../../../src/gateway/map-events.ts';
import type { LocalSubgraph } from '../../../src/gateway/subgraph.ts';
import { defineProblem, Problem } from '../../../src/kernel/problem.ts';
import { toSubgraph } from './graph.ts';

const ROAD_CLOSED = defineProblem<{ id: string }>({
  code: 'HUB_TEST_ROAD_CLOSED',
  status: 200,
  fixer: 'source',
  vi: (d) => `Đường ${d.id} đóng`,
  en: (d) => `Road ${d.id} is closed`,
  remedyVi: 'Chờ.',
  remedyEn: 'Wait.',
});

/** A push stream whose consumers can be counted. */
export function createChannel<T>() {
  const waiting = new Set<(step: IteratorResult<T, undefined>) => void>();
  const queues = new Set<T[]>();
  let returned = 0;
  return {
    /** How many consumers were told to stop. */
    get returned() {
      return returned;
    },
    get open() {
      return queues.size;
    },
    push: (value: T) => {
      for (const queue of queues) queue.push(value);
      for (const wake of [...waiting]) wake({ done: false, value });
    },
    subscribe: (): AsyncIterableIterator<T> => {
      const queue: T[] = [];
      queues.add(queue);
      let done = false;
      let pending: ((step: IteratorResult<T, undefined>) => void) | undefined;
      return {
        next: () => {
          if (done) return Promise.resolve({ done: true, value: undefined });
          const value = queue.shift();
          if (value !== undefined) return Promise.resolve({ done: false, value });
          return new Promise((resolve) => {
            pending = (step) => {
              waiting.delete(pending!);
              if (!step.done) queue.shift();
              resolve(step);
            };
            waiting.add(pending);
          });
        },
        return: () => {
          done = true;
          returned++;
          queues.delete(queue);
          pending?.({ done: true, value: undefined });
          return Promise.resolve({ done: true, value: undefined });
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
  };
}

export type Channel<T> = ReturnType<typeof createChannel<T>>;

/** Two subgraphs: what happens on roads, and the roads. */
export function trafficSubgraphs(channel: Channel<{ road: string; speed: number }>): LocalSubgraph[] {
  const log: string[] = [];
  return [
    toSubgraph(
      'traffic',
      `type Query { hello(name: String = "bạn"): String! slow(ms: Int!): Int fails: String boom: String roads(first: Int = 3): [Road!]! whoAmI: String }
       type Mutation { note(text: String!): [String!]! }
       type Subscription { flow(above: Int = 0): Flow! }
       type Flow { speed: Int! road: Road! seenBy: String }
       type Road @key(fields: "id") { id: ID! }`,
      {
        Query: {
          hello: (_: unknown, { name }: { name: string }) => `Chào ${name}`,
          slow: async (_: unknown, { ms }: { ms: number }) => {
            await new Promise((resolve) => setTimeout(resolve, ms));
            return ms;
          },
          fails: () => {
            throw new Problem(ROAD_CLOSED, { id: 'QL1' });
          },
          boom: () => {
            throw new Error('connection string postgres://secret');
          },
          roads: (_: unknown, { first }: { first: number }) =>
            Array.from({ length: first }, (_item, index) => ({ id: String(index) })),
          whoAmI: (_: unknown, _args: unknown, context: { user?: string }) => context.user ?? null,
        },
        Mutation: {
          note: (_: unknown, { text }: { text: string }) => {
            log.push(text);
            return [...log];
          },
        },
        Subscription: {
          flow: {
            subscribe: (_: unknown, { above }: { above: number }) =>
              mapEvents(channel.subscribe(), (event) => ({ ...event, above })),
            resolve: (event: { road: string; speed: number; above: number }) => ({
              speed: event.speed - event.above,
              road: { id: event.road },
            }),
          },
        },
        Flow: { seenBy: (_: unknown, _args: unknown, context: { user?: string }) => context.user ?? null },
      },
    ),
    toSubgraph(
      'roads',
      'type Road @key(fields: "id") { id: ID! name: String length: Int surface: String! }',
      {
        Road: {
          __resolveReference: async ({ id }: { id: string }) => {
            if (id === 'missing') return null;
            if (id === 'closed') throw new Problem(ROAD_CLOSED, { id });
            return { id, name: `Đường ${id}`, length: 10, surface: 'nhựa' };
          },
          length: ({ id }: { id: string }) => {
            if (id === '1') throw new Problem(ROAD_CLOSED, { id });
            return 10;
          },
        },
      },
    ),
  ];
}
