import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from './kafka-bench.ts';
import { createTestBroker, type TestBroker } from './kafka-broker.ts';
import { readUnderKills } from './kill-bench.ts';

describe("kafka (the tests' own broker): killed", () => {
  let broker: TestBroker;
  let dir: string;
  beforeAll(async () => {
    // Shorter than a real broker would allow, so that the dead are soon forgotten.
    broker = await createTestBroker({ maxSessionMs: 2_500 });
    broker.topic('flow', 3);
    dir = await mkdtemp(path.join(os.tmpdir(), 'kafka-kill-'));
  });
  afterAll(async () => {
    await broker.close();
    await rm(dir, { recursive: true });
  });

  it('loses nothing when its process is killed again and again', { timeout: 180_000 }, async () => {
    const published: number[] = [];
    const { committed, kills } = await readUnderKills({
      kind: 'kafka',
      file: path.join(dir, 'committed.ndjson'),
      kills: 7,
      config: {
        brokers: [`127.0.0.1:${broker.port}`],
        groupId: 'hub',
        sessionTimeoutMs: 6_000,
        batchMs: 10,
        batchRows: 20,
        datasets: [{ name: 'flow', topics: ['flow'], key: ['id'] }],
      },
      async publish() {
        send(broker, published.length);
        published.push(published.length);
      },
      published: () => published,
    });
    expect(published.length).toBeGreaterThan(100);
    const kept = new Set(committed);
    expect(
      published.filter((id) => !kept.has(id)),
      `lost after ${kills} kills`,
    ).toEqual([]);
    // The cursor is committed with the records, so nothing came twice either.
    expect(committed.length).toBe(published.length);
  });
});
