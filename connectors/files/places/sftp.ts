import path from 'node:path/posix';
import type SftpClient from 'ssh2-sftp-client';
import type { Ctx } from '../../../src/sdk/index.ts';
import type { SftpConfig } from '../config.ts';
import type { Fingerprint } from '../cursor.ts';
import { createHold, isPlainName, type Place } from './place.ts';
import { openRemote } from './sftp-reads.ts';
import { openSession, type Session, toSftpError } from './sftp-session.ts';

/** A folder of an SFTP server (SSH File Transfer Protocol, version 3). */
export function createSftpPlace(ctx: Ctx<unknown>, config: SftpConfig): Place {
  const { host, port } = config;
  const dir = config.dir.replace(/(?<=.)\/+$/, '');
  const label = `sftp://${host}:${port}${dir.startsWith('/') ? '' : '/'}${dir}`;
  let session: Promise<Session> | undefined;

  const connect = (): Promise<Session> => {
    ctx.signal.throwIfAborted();
    if (session) return session;
    // A connection that failed or ended is forgotten: the next call opens another.
    const forget = () => {
      if (session === opening) session = undefined;
    };
    const opening = openSession(ctx, config, forget);
    session = opening;
    opening.catch(forget);
    return opening;
  };
  const call = async <T>(what: string, action: (client: SftpClient) => Promise<T>): Promise<T> => {
    const { client } = await connect();
    try {
      return await action(client);
    } catch (error) {
      ctx.signal.throwIfAborted();
      throw toSftpError(error, what);
    }
  };
  const end = async () => {
    const open = session;
    session = undefined;
    if (open)
      await open.then(
        ({ close }) => close(),
        () => undefined, // it never opened: whoever waited for it has been told
      );
  };
  const at = (...names: string[]) => path.join(dir, ...names);
  const print = ({ size, modifyTime }: { size: number; modifyTime: number }): Fingerprint => [
    size,
    modifyTime,
  ];

  return {
    label,
    settles: 'by-second-look',
    uri: (name) => `${label}/${name}`,
    async check() {
      await call(label, (client) => client.list(dir));
    },
    async list(isWanted) {
      const entries = await call(label, (client) => client.list(dir));
      return entries
        .filter(({ type, name }) => type === '-' && isPlainName(name) && isWanted(name))
        .map((entry) => ({ name: entry.name, print: print(entry) }));
    },
    async stat(name) {
      return call(`${label}/${name}`, async (client) => {
        if ((await client.exists(at(name))) !== '-') return undefined;
        return print(await client.stat(at(name)));
      });
    },
    async open({ name }) {
      const { sftp } = await connect();
      return openRemote(sftp, at(name), `${label}/${name}`, ctx.signal);
    },
    async move(name, folder, target) {
      return call(`${label}/${folder}`, async (client) => {
        if (!(await client.exists(at(folder)))) await client.mkdir(at(folder), true);
        if (await client.exists(at(folder, target))) return false;
        await client.rename(at(name), at(folder, target));
        return true;
      });
    },
    hold: createHold(end),
    close: end,
  };
}
