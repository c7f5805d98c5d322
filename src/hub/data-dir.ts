import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../kernel/problem.ts';
import { STORE_DATA_DIR_BUSY } from '../kernel/problems/store.ts';

/** One hub per data directory: two would share a PostgreSQL that each believes its own. */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, 'hub.pid');
  for (;;) {
    try {
      // `wx`: of two that start at once, one gets it.
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(await readFile(file, 'utf8').catch(() => '0'));
      if (pid > 0 && pid !== process.pid && (await isHub(pid)))
        throw new Problem(STORE_DATA_DIR_BUSY, { dataDir, pid });
      // Left by a hub that was killed.
      await rm(file, { force: true });
    }
  }
}

/** The number may have been given to another program since. */
async function isHub(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'unknown');
  return command === 'unknown' || command.includes('node');
}
