import {
  type Authenticator,
  connect,
  credsAuthenticator,
  type NatsConnection,
  type NodeConnectionOptions,
  nkeyAuthenticator,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from '@nats-io/transport-node';
import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { NatsConfig } from './config.ts';
import { toNatsError } from './nats-error.ts';

/** Longest wait for one server, and for one request to it. Milliseconds. */
const TIMEOUT_MS = 5_000;
/** Pause before a lost server is tried again, with a random part: a restarted one is not met by everybody at once. */
const PAUSE_MS = [200, 800] as const;

/** The one way to say who we are that the configuration names; undefined = none. */
async function toAuthenticator({
  config,
  secret,
  source,
}: Ctx<NatsConfig>): Promise<Authenticator | undefined> {
  const { user, password, token, nkey, creds } = config;
  const ways = [user ?? password, token, nkey, creds].filter((way) => way !== undefined);
  if (ways.length > 1)
    throw new ConnectorError(
      'config',
      `${source}: user and password, token, nkey or creds, not several of them`,
    );
  const bytes = async (name: string) => new TextEncoder().encode(await secret(name));
  try {
    if (user !== undefined)
      return usernamePasswordAuthenticator(user, password === undefined ? undefined : await secret(password));
    if (token !== undefined) return tokenAuthenticator(await secret(token));
    if (nkey !== undefined) return nkeyAuthenticator(await bytes(nkey));
    if (creds !== undefined) return credsAuthenticator(await bytes(creds));
  } catch (error) {
    if (error instanceof ConnectorError || !(nkey ?? creds)) throw error;
    throw new ConnectorError('config', `${source}: ${nkey ?? creds} does not hold what it should`);
  }
  if (password !== undefined) throw new ConnectorError('config', `${source}: a password needs a user`);
  return undefined;
}

async function toTls({ config, secret }: Ctx<NatsConfig>): Promise<NodeConnectionOptions['tls']> {
  const names = config.tls;
  if (!names) return config.servers.some((server) => server.startsWith('tls:')) ? {} : undefined;
  const found: { cert?: string; key?: string; ca?: string } = {};
  for (const part of ['cert', 'key', 'ca'] as const) {
    const name = names[part];
    if (name !== undefined) found[part] = await secret(name);
  }
  return found;
}

/**
 * An open connection. With `stay` it comes back by itself until it is closed. Only configured servers are called: what
 * a cluster tells about its other members is ignored, because nobody has permitted them.
 */
export async function openConnection(ctx: Ctx<NatsConfig>, stay: boolean): Promise<NatsConnection> {
  const { config, signal, source } = ctx;
  for (const server of config.servers) await ctx.reach(new URL(server).hostname);
  signal.throwIfAborted();
  const authenticator = await toAuthenticator(ctx);
  const tls = await toTls(ctx);
  const opening = connect({
    servers: config.servers.map((server) => server.replace(/^\w+:\/\//, '')),
    name: `lien-thong ${source}`,
    timeout: TIMEOUT_MS,
    reconnect: stay,
    maxReconnectAttempts: stay ? -1 : 0,
    reconnectDelayHandler: () => PAUSE_MS[0] + Math.random() * (PAUSE_MS[1] - PAUSE_MS[0]),
    ignoreClusterUpdates: true,
    noAsyncTraces: true,
    ...(authenticator ? { authenticator } : {}),
    ...(tls ? { tls } : {}),
  }).catch((error: unknown) => {
    throw toNatsError(error, source);
  });
  // The library cannot be stopped while it connects; told to stop, we do not wait for it.
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    const nc = await Promise.race([opening, stopped]);
    return nc;
  } catch (error) {
    opening.then(
      (late) => late.close(),
      () => undefined, // it is the error that we throw
    );
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
