import { constants } from 'node:fs';
import { access, lstat, mkdir, open, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { ConnectorError } from '../../../src/sdk/index.ts';
import type { Place } from './place.ts';

/** Turns what the file system says into the kind of error that tells who has to act. */
function toFileError(error: unknown, place: string): ConnectorError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ConnectorError('config', `${place} is not there`);
  if (code === 'EACCES' || code === 'EPERM')
    return new ConnectorError('auth', `${place} may not be read or written by the hub`);
  return new ConnectorError('transient', `${place}: ${code ?? 'unknown error'}`);
}

/** A folder of this machine. Links are never followed: they may lead out of it. */
export function createFolder(dir: string): Place {
  const stat: Place['stat'] = async (name) => {
    const file = path.join(dir, name);
    try {
      const { size, mtimeMs } = await lstat(file);
      return [size, mtimeMs];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw toFileError(error, file);
    }
  };
  return {
    label: dir,
    settles: 'by-age',
    uri: (name) => name,
    stat,
    async check(write) {
      const rights = write ? constants.R_OK | constants.W_OK : constants.R_OK;
      try {
        await readdir(dir);
        await access(dir, rights | constants.X_OK);
      } catch (error) {
        throw toFileError(error, dir);
      }
    },
    async list(isWanted) {
      const entries = await readdir(dir, { withFileTypes: true }).catch((error) => {
        throw toFileError(error, dir);
      });
      const files = [];
      for (const entry of entries) {
        if (!entry.isFile() || !isWanted(entry.name)) continue;
        const print = await stat(entry.name);
        if (print) files.push({ name: entry.name, print });
      }
      return files;
    },
    async open({ name }) {
      const file = path.join(dir, name);
      try {
        // No link, even if it became one after it was listed.
        return await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
      } catch (error) {
        throw toFileError(error, file);
      }
    },
    async move(name, folder, target) {
      const to = path.join(dir, folder, target);
      try {
        await mkdir(path.dirname(to), { recursive: true });
        const isTaken = await lstat(to).then(
          () => true,
          () => false,
        );
        if (isTaken) return false;
        await rename(path.join(dir, name), to);
      } catch (error) {
        throw toFileError(error, to);
      }
      return true;
    },
    hold: () => async () => undefined,
    close: async () => undefined,
  };
}
