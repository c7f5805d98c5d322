import mqtt, { type MqttClient } from 'mqtt';
import type { Ctx } from '../../src/sdk/index.ts';
import type { MqttConfig } from './config.ts';
import { toMqttError } from './mqtt-error.ts';

/** Longest wait for the broker to say yes. Milliseconds. */
const CONNECT_MS = 8_000;

/** A client that has begun to connect; throws `config` when the broker may not be reached. It never reconnects by itself: the session decides when. */
export async function startClient(
  ctx: Ctx<MqttConfig>,
  clientId: string,
  clean: boolean,
): Promise<MqttClient> {
  const { url, username, password } = ctx.config;
  await ctx.reach(new URL(url).hostname);
  return mqtt.connect(url, {
    protocolVersion: 4,
    clientId,
    clean,
    reconnectPeriod: 0,
    connectTimeout: CONNECT_MS,
    keepalive: 30,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password: await ctx.secret(password) }),
  });
}

/** Resolves when the broker has accepted the client; rejects with a ConnectorError, or when the signal aborts. */
export function connected(client: MqttClient, ctx: Ctx<MqttConfig>): Promise<void> {
  const { signal, source } = ctx;
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => () => {
      client.off('connect', onConnect);
      client.off('error', onError);
      client.off('close', onClose);
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    const onConnect = settle(resolve);
    const onError = (error: Error) => settle(() => reject(toMqttError(error, source)))();
    const onClose = settle(() => reject(toMqttError(new Error('closed'), source)));
    const onAbort = settle(() => reject(signal.reason));
    if (signal.aborted) return reject(signal.reason);
    client.on('connect', onConnect);
    client.on('error', onError);
    client.on('close', onClose);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
