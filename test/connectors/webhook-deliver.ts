import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { webhook } from '../../connectors/webhook/index.ts';
import { createFixedClock } from '../../src/kernel/clock.ts';
import { createTestSource } from './create-test-ctx.ts';
import { type Delivery, signDelivery } from './webhook-sender.ts';

export const SECRET = 'shared-secret-of-the-registry';
export const NOW = new Date('2026-11-23T03:30:00Z');
export const seconds = (offset = 0) => String(NOW.getTime() / 1000 + offset);
const folder = new URL('../../connectors/webhook/', import.meta.url);
export const fixture = (name: string) => readFile(new URL(`fixtures/${name}`, folder));

const violations = {
  name: 'vi-pham',
  key: ['maVuViec'],
  recordPath: 'data.items',
  deleted: { field: 'daXoa', value: true },
};
export const rows = { name: 'rows', key: ['id'] };
const readings = { name: 'readings', path: '/sensors/readings/', key: [], idField: 'eventId' };
export const log = { name: 'log', key: [] };

export type Signed = ReturnType<typeof signDelivery>;

export interface Setting {
  signature?: object;
  config?: object;
  now?: Date;
  secret?: string;
}

export const open = ({ signature = {}, config = {}, now = NOW, secret = SECRET }: Setting = {}) =>
  createTestSource(
    webhook,
    { signature: { secret: 'SECRET', ...signature }, datasets: [rows, violations, readings, log], ...config },
    { secrets: { SECRET: secret }, clock: createFixedClock(now) },
  );

/** One delivery, and what came of it. */
export async function deliver(
  body: Delivery['body'],
  {
    path = 'rows',
    setting = {},
    tamper,
    ...delivery
  }: Partial<Delivery> & {
    path?: string;
    setting?: Setting;
    tamper?: (request: Signed) => unknown;
  } = {},
) {
  const { connector, ctx, stop } = await open(setting);
  const request = signDelivery({ body, secret: SECRET, timestamp: seconds(), ...delivery });
  tamper?.(request);
  const { pages, reply, idempotencyKey } = await connector.receive!(ctx, { ...request, path });
  await stop();
  const changes = pages.flatMap((page) => page.changes);
  return {
    status: reply.status,
    answer: JSON.parse(reply.body) as Record<string, unknown>,
    pages,
    changes,
    ops: changes.map(({ op }) => op),
    idempotencyKey,
  };
}

export const refusedAs = (status: number, error: string) => ({
  status,
  answer: { error, message: expect.any(String) },
  pages: [],
  idempotencyKey: undefined,
});
