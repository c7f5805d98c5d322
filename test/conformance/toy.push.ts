import { createHmac, randomUUID } from 'node:crypto';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import type { Connector } from '../../src/sdk/index.ts';

/** Ways to be wrong about what is posted to the hub. */
export type PushFlaw =
  | 'signs the parsed body'
  | 'takes what is old'
  | 'never knows a delivery again'
  | 'remembers by itself'
  | 'remembers for a second';

const SECRET = 'planted-toy-push-secret-19d2';
const WINDOW_MS = 300_000;

interface Config {
  secret: string;
}

const sign = (at: string, body: Uint8Array | string) =>
  createHmac('sha256', SECRET).update(`${at}.`).update(body).digest('hex');

function createToy(has: (flaw: PushFlaw) => boolean): Connector<Config> {
  const seen = new Map<string, number>();
  const refuse = { pages: [], reply: { status: 401, body: '' } };
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
    async receive(ctx, { headers, raw }) {
      const { 'x-at': at = '', 'x-signature': signature, 'x-id': id = '' } = headers;
      const text = Buffer.from(raw).toString('utf8');
      const body = has('signs the parsed body') ? JSON.stringify(JSON.parse(text)) : raw;
      if (signature !== sign(at, body)) return refuse;
      if (Math.abs(ctx.now().getTime() - Number(at)) > WINDOW_MS && !has('takes what is old')) return refuse;
      const sinceThen = Number(at) - (seen.get(id) ?? -Infinity);
      const isKnown =
        (has('remembers by itself') && seen.has(id)) || (has('remembers for a second') && sinceThen < 1_000);
      seen.set(id, Number(at));
      const rows = JSON.parse(text) as FixtureRow[];
      const changes = rows.map((row) => ({ op: 'put' as const, data: { ...row }, src: { pos: row.id } }));
      return {
        pages: isKnown ? [] : [{ dataset: 'rows', changes, cursor: null }],
        reply: { status: 202, body: '' },
        idempotencyKey: has('never knows a delivery again') ? randomUUID() : id,
      };
    },
  };
}

/** Records that a sender posts, signed. */
export function createPushHarness(flaw?: PushFlaw): ConnectorHarness {
  return {
    module: {
      manifest: {
        name: 'toy-push',
        version: '1.0.0',
        api: '^1',
        licence: 'Apache-2.0',
        description: 'Records that are posted',
        modes: ['push'],
        config: {
          type: 'object',
          required: ['secret'],
          properties: { secret: { type: 'string', 'x-secret': true } },
        },
        permissions: {},
      },
      create: () => createToy((wanted) => wanted === flaw) as Connector,
    },
    pageBytes: 1 << 20,
    skips: {},
    start: async (): Promise<FixtureSource> => ({
      good: { config: { secret: 'TOY_SECRET' }, secrets: { TOY_SECRET: SECRET } },
      dataset: 'rows',
      load: async () => {},
      push: {
        path: 'rows',
        write: (rows) => Buffer.from(JSON.stringify(rows)),
        sign: (raw, { at, id = '' }) => {
          const time = String(at.getTime());
          return { 'x-at': time, 'x-signature': sign(time, raw), 'x-id': id };
        },
      },
      stop: async () => {},
    }),
  };
}
