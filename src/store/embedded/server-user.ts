import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Whom the embedded server runs as. `undefined` ids: as whoever started the hub. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root. An account is chosen that exists already, so nothing is added to the
 * machine: `postgres` if there is one, else `nobody`.
 */
export async function findServerUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  const accounts = new Map<string, ServerUser>();
  for (const line of (await readFile('/etc/passwd', 'utf8')).split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts.get('postgres') ?? accounts.get('nobody') ?? { uid: 65_534, gid: 65_534 };
}

/** A folder any user may enter. Not `os.tmpdir()`: that may be private to the person who started the hub. */
export function publicFolder(): string {
  return '/var/tmp';
}

/** May the server's user walk down to this folder? Every folder on the way must let others through. */
export async function isReachable(folder: string, user: ServerUser): Promise<boolean> {
  if (user.uid === undefined) return true;
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = await stat(at).catch(() => undefined);
    if (found) {
      const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
      if ((found.mode & bit) === 0) return false;
    }
    if (at === path.dirname(at)) return true;
  }
}
