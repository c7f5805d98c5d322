import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { SFTPWrapper } from 'ssh2';
import SftpClient from 'ssh2-sftp-client';
import { ConnectorError, type Ctx } from '../../../src/sdk/index.ts';
import type { SftpConfig } from '../config.ts';

/** One open connection. */
export interface Session {
  client: SftpClient;
  sftp: SFTPWrapper;
  close(): Promise<void>;
}

const READY_TIMEOUT_MS = 8_000;
const KEEPALIVE_MS = 10_000;

/** What the server or the network said → who has to act. */
export function toSftpError(error: unknown, place: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const { code, message = '' } = error as { code?: string | number; message?: string };
  if (code === 2 || code === 'ENOENT' || /No such file/i.test(message))
    return new ConnectorError('config', `${place} is not there`);
  if (code === 3 || code === 'EACCES' || /Permission denied/i.test(message))
    return new ConnectorError('auth', `${place} may not be read or written by the hub`);
  if (/authentication methods failed/i.test(message))
    return new ConnectorError('auth', `${place}: the server does not accept user and credential`);
  if (/cannot parse privateKey|passphrase/i.test(message))
    return new ConnectorError('config', `${place}: the private key cannot be read (format or passphrase)`);
  return new ConnectorError('transient', `${place}: ${code ?? 'error'} (${message.slice(0, 200)})`);
}

/** SHA-256 fingerprint of a host key as OpenSSH prints it. */
function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Opens the socket ourselves: only so can it be ended at once, whatever the server does. */
async function connectSocket(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true });
  const timer = setTimeout(() => socket.destroy(new Error('no connection in time')), READY_TIMEOUT_MS);
  const stop = () => socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await once(socket, 'connect', { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** Connects, once the host may be reached and only if it proves to be the agreed one. `onEnd`: the connection is gone. */
export async function openSession(
  ctx: Ctx<unknown>,
  config: SftpConfig,
  onEnd: () => void,
): Promise<Session> {
  const { host, port, user, hostKey } = config;
  const place = `sftp://${host}:${port}`;
  await ctx.reach(host);
  const secret = async (name: string | undefined) => (name === undefined ? undefined : ctx.secret(name));
  const [password, privateKey, passphrase] = await Promise.all(
    [config.password, config.privateKey, config.passphrase].map(secret),
  );
  const sock = await connectSocket(host, port, ctx.signal).catch((error) => {
    ctx.signal.throwIfAborted();
    throw toSftpError(error, place);
  });

  let seen: string | undefined;
  // What happens to a connection that nobody waits for is said by the next call.
  const client = new SftpClient('files', { error: onEnd, end: onEnd, close: onEnd });
  const close = async () => {
    ctx.signal.removeEventListener('abort', stop);
    if (sock.closed) return;
    const gone = once(sock, 'close');
    sock.destroy();
    await gone;
  };
  const stop = () => sock.destroy();
  ctx.signal.addEventListener('abort', stop, { once: true });
  try {
    const sftp = await client.connect({
      sock,
      username: user,
      ...(password === undefined ? {} : { password }),
      ...(privateKey === undefined ? {} : { privateKey }),
      ...(passphrase === undefined ? {} : { passphrase }),
      hostVerifier: (key: Buffer) => {
        seen = fingerprintOf(key);
        return isEqual(seen, hostKey);
      },
      readyTimeout: READY_TIMEOUT_MS,
      keepaliveInterval: KEEPALIVE_MS,
      keepaliveCountMax: 3,
    });
    return { client, sftp, close };
  } catch (error) {
    await close();
    ctx.signal.throwIfAborted();
    if (seen !== undefined && !isEqual(seen, hostKey))
      throw new ConnectorError('auth', `${place}: the host key is ${seen}, not the agreed ${hostKey}`);
    throw toSftpError(error, place);
  }
}
