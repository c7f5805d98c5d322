import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { Aedes, type AuthenticateError } from 'aedes';

export interface Broker {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** Publishes with QoS 1 (at least once). */
  publish(topic: string, payload: string): void;
  /** Clients connected now. */
  readonly clients: number;
  close(): Promise<void>;
}

const NOT_AUTHORISED = 5;

/**
 * An MQTT broker that asks for a name and a password. Clients may listen and nothing else. Sessions that ask to
 * persist keep their queue while the client is away.
 */
export async function startBroker(): Promise<Broker> {
  const username = 'lien-thong';
  const password = randomBytes(18).toString('base64url');
  const broker = await Aedes.createBroker({
    maxClientsIdLength: 128,
    authenticate: (_client, name, secret, done) => {
      if (name === username && secret?.toString() === password) return done(null, true);
      done(
        Object.assign(new Error('not authorised'), { returnCode: NOT_AUTHORISED }) as AuthenticateError,
        false,
      );
    },
    authorizePublish: (client, packet, done) =>
      done(client && !packet.topic.startsWith('$SYS/') ? new Error('clients do not publish here') : null),
  });
  const server = net.createServer((socket) => void broker.handle(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    username,
    password,
    publish: (topic, payload) =>
      broker.publish({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain: false }, (error) => {
        if (error && !broker.closed) throw error;
      }),
    get clients() {
      return broker.connectedClients;
    },
    close: () =>
      new Promise((resolve) => {
        server.close();
        broker.close(() => resolve());
      }),
  };
}
