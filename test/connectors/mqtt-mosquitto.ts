import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { freePort } from '../conformance/loopback-server.ts';
import { createOwnServer, type OwnServer } from './own-server.ts';

const MOSQUITTO = '/usr/sbin/mosquitto';

/** Whether this machine can run a Mosquitto of its own; the title says why not. */
export const mosquitto = {
  isThere: existsSync(MOSQUITTO) || process.env.HUB_REQUIRE_SERVICES === '1',
  title: existsSync(MOSQUITTO) ? 'mosquitto' : `mosquitto (skipped: no ${MOSQUITTO})`,
};

export interface TestMosquitto {
  server: OwnServer;
  url: string;
  publisher: MqttClient;
  /** Makes the session that the connector will have, so that nothing sent from now on is missed. */
  subscribe(clientId: string, topic: string): Promise<void>;
  close(): Promise<void>;
}

/** A real Mosquitto on a free port that keeps its sessions on disk. */
export async function createMosquitto(): Promise<TestMosquitto> {
  const port = await freePort();
  const server = await createOwnServer(MOSQUITTO, port, async (dir) => {
    const file = path.join(dir, 'mosquitto.conf');
    await chmod(dir, 0o777); // started as root it gives its rights away
    await writeFile(
      file,
      [
        `listener ${port} 127.0.0.1`,
        'allow_anonymous true',
        'persistence true',
        `persistence_location ${dir}/`,
        'max_queued_messages 0',
        '',
      ].join('\n'),
    );
    return ['-c', file];
  });
  await server.start();
  const url = `mqtt://127.0.0.1:${port}`;
  const publisher = await connectAsync(url, { reconnectPeriod: 100 });
  publisher.on('error', () => {}); // while it is down; publishing waits
  return {
    server,
    url,
    publisher,
    async subscribe(clientId, topic) {
      const guest = await connectAsync(url, { clientId, clean: false });
      await guest.subscribeAsync(topic, { qos: 1 });
      await guest.endAsync();
    },
    async close() {
      await publisher.endAsync(true);
      await server.remove();
    },
  };
}
