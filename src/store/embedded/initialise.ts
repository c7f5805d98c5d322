import { spawn } from 'node:child_process';
import { chown, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../kernel/problem.ts';
import { STORE_POSTGRES_START } from '../../kernel/problems/store.ts';
import type { ServerUser } from './server-user.ts';

const DRAFT = 'draft-';

/**
 * Makes a data directory whole or not at all: `initdb` writes PG_VERSION first, so one that was interrupted looks
 * like a good one. It works on a draft beside it, which is moved into place at the end.
 */
export async function initialise(
  initdb: string,
  data: string,
  password: string,
  user: ServerUser,
  logFile: string,
): Promise<void> {
  const home = path.dirname(data);
  for (const name of await readdir(home))
    if (name.startsWith(DRAFT)) await rm(path.join(home, name), { recursive: true, force: true });
  await rm(data, { recursive: true, force: true });

  const draft = path.join(home, `${DRAFT}${process.pid}`);
  const passwordFile = path.join(home, `pwfile-${process.pid}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined) await chown(passwordFile, user.uid, user.gid!);
  try {
    const args = ['-D', draft, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const code = await run(initdb, [...args, '--encoding=UTF8', '--locale=C'], user, home, logFile);
    if (code !== 0)
      throw new Problem(
        STORE_POSTGRES_START,
        { reason: `initdb exit code ${code}`, logFile },
        { where: { file: logFile } },
      );
    await rename(draft, data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function run(
  command: string,
  args: string[],
  user: ServerUser,
  cwd: string,
  logFile: string,
): Promise<number | null> {
  const log = await open(logFile, 'a');
  try {
    const child = spawn(command, args, { ...user, cwd, stdio: ['ignore', log.fd, log.fd] });
    return await new Promise((resolve, reject) => {
      child.once('exit', resolve);
      child.once('error', reject);
    });
  } finally {
    await log.close();
  }
}
