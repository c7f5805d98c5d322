import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { type Connector, type Page, type ReadRequest, wait } from '../../src/sdk/index.ts';

/** Ways to be wrong about streams. */
export type StreamFlaw =
  | 'acknowledges on arrival'
  | 'acknowledges one page late'
  | 'hands out without bound'
  | 'ends when cut';

const BATCH = 10;
const WINDOW = 40;

interface Message {
  row: FixtureRow;
  isDone: boolean;
}

/** A broker: keeps a message until it is done. A higher session number means that the connections before were cut. */
interface Broker {
  messages: Message[];
  session: number;
}

function createToy(broker: Broker, has: (flaw: StreamFlaw) => boolean): Connector {
  async function* follow({ dataset }: ReadRequest, signal: AbortSignal): AsyncGenerator<Page> {
    let { session } = broker;
    let held = new Set<Message>();
    let before: Message[] = [];
    while (!signal.aborted) {
      if (session !== broker.session) {
        if (has('ends when cut')) return;
        // A new session: what was not done comes again.
        ({ session } = broker);
        held = new Set();
      }
      const open = [...held].filter((message) => !message.isDone).length;
      const room = has('hands out without bound') ? BATCH : Math.min(BATCH, WINDOW - open);
      const batch = broker.messages
        .filter((message) => !message.isDone && !held.has(message))
        .slice(0, Math.max(0, room));
      if (batch.length === 0) {
        await wait(2, signal).catch(() => undefined);
        continue;
      }
      for (const message of batch) {
        held.add(message);
        message.isDone = has('acknowledges on arrival');
      }
      yield {
        dataset: dataset.name,
        changes: batch.map(({ row }) => ({ op: 'put', data: { ...row } })),
        cursor: null,
        ack: () => {
          for (const message of has('acknowledges one page late') ? before : batch) message.isDone = true;
          before = batch;
        },
      };
    }
  }
  return {
    check: async () => ({ ok: true }),
    discover: async () => [
      {
        name: 'rows',
        schema: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            name: { type: ['string', 'null'] },
            changed: { type: 'string' },
          },
          required: ['id'],
        },
        key: ['id'],
        deletes: 'none',
      },
    ],
    read: (ctx, request) => follow(request, ctx.signal),
  };
}

/** Messages in memory that are kept until they are acknowledged. */
export function createStreamHarness(flaw?: StreamFlaw): ConnectorHarness {
  let current: Broker = { messages: [], session: 0 };
  return {
    module: {
      manifest: {
        name: 'toy-stream',
        version: '1.0.0',
        api: '^1',
        licence: 'Apache-2.0',
        description: 'Messages in memory',
        modes: ['stream'],
        config: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
        permissions: {},
      },
      create: () => createToy(current, (wanted) => wanted === flaw),
    },
    pageBytes: 1 << 20,
    patienceMs: 1_000,
    skips: {},
    async start(): Promise<FixtureSource> {
      const broker: Broker = { messages: [], session: 0 };
      current = broker;
      return {
        good: { config: { title: 'toy' }, secrets: {} },
        dataset: 'rows',
        load: async (rows) => {
          broker.messages.push(...rows.map((row) => ({ row, isDone: false })));
        },
        cut: () => {
          broker.session += 1;
        },
        stop: async () => {},
      };
    },
  };
}
