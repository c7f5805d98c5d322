import { existsSync } from 'node:fs';
import path from 'node:path';
import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { freePort } from '../conformance/loopback-server.ts';
import { createOwnServer, type OwnServer } from './own-server.ts';

export const NATS_SERVER = '/usr/sbin/nats-server';

/** Whether this machine can run a NATS server of its own; the title says why not. */
export const natsServer = {
  isThere: existsSync(NATS_SERVER) || process.env.HUB_REQUIRE_SERVICES === '1',
  title: existsSync(NATS_SERVER) ? 'nats-server' : `nats-server (skipped: no ${NATS_SERVER})`,
};

export interface TestNats {
  server: OwnServer;
  url: string;
  /** A connection of the publisher's; a new one after a restart comes by itself. */
  nc: NatsConnection;
  js: JetStreamClient;
  jsm: JetStreamManager;
  /** Makes a stream of the subjects given, of which the names must be new. */
  stream(name: string, subjects: string[], config?: object): Promise<void>;
  publish(subject: string, value: object | string): Promise<number>;
  close(): Promise<void>;
}

/** A real JetStream server on a free port with its data in a folder of its own. */
export async function createTestNats(login?: { user: string; pass: string }): Promise<TestNats> {
  const port = await freePort();
  const server = await createOwnServer(NATS_SERVER, port, (dir) => [
    ...['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', path.join(dir, 'data')],
    ...(login ? ['--user', login.user, '--pass', login.pass] : []),
  ]);
  await server.start();
  const nc = await connect({
    servers: `127.0.0.1:${port}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 50,
    ...login,
  });
  const jsm = await jetstreamManager(nc);
  const js = jetstream(nc);
  return {
    server,
    url: `nats://127.0.0.1:${port}`,
    nc,
    js,
    jsm,
    async stream(name, subjects, config = {}) {
      await jsm.streams.add({ name, subjects, ...config });
    },
    async publish(subject, value) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return (await js.publish(subject, text)).seq;
    },
    async close() {
      await nc.close();
      await server.remove();
    },
  };
}
