import { ConnectorError } from '../../src/sdk/index.ts';

/** CONNACK codes of MQTT 3.1.1 (§3.2.2.3) that say who we are not: bad user name or password, not authorized. */
const REFUSED = new Set([4, 5]);

/** Any failure of the client as a ConnectorError. */
export function toMqttError(error: unknown, source: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const { code, message = '' } = error as { code?: number | string; message?: string };
  if (typeof code === 'number') {
    if (REFUSED.has(code))
      return new ConnectorError('auth', `${source}: the broker refused the credentials (${code})`);
    return new ConnectorError('transient', `${source}: the broker refused the connection (${code})`);
  }
  const reason = code ?? (/timeout/i.test(message) ? 'no answer in time' : 'connection lost');
  return new ConnectorError('transient', `${source}: the broker cannot be reached (${reason})`);
}
