import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../kernel/problem.ts';
import { DEMO_OTHER_WORLD } from '../kernel/problems/demo.ts';
import { fromIsoDay, toIsoDay } from './generate/vietnam-time.ts';

/** Where the ministries keep what must outlive a stop. */
export interface DemoHome {
  /** Day the world was made, 00:00 in Vietnam. */
  asOf: number;
  dropDir: string;
  deliveriesFile: string;
  journalFile: string;
}

/** Opens the folder or makes it. The day of its making is kept: generated dates must not move with the calendar. */
export function openDemoHome(dataDir: string, world: { seed: number; scale: string }, now: number): DemoHome {
  const dir = path.join(dataDir, 'demo');
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, 'world.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ ...world, asOf: toIsoDay(now) }));
  const made = JSON.parse(readFileSync(file, 'utf8')) as { seed: number; scale: string; asOf: string };
  if (made.seed !== world.seed || made.scale !== world.scale)
    throw new Problem(
      DEMO_OTHER_WORLD,
      { found: `${made.scale}/${made.seed}`, wanted: `${world.scale}/${world.seed}` },
      { where: { file } },
    );
  return {
    asOf: fromIsoDay(made.asOf),
    dropDir: path.join(dir, 'drop'),
    deliveriesFile: path.join(dir, 'deliveries.json'),
    journalFile: path.join(dir, 'registry-journal.ndjson'),
  };
}
