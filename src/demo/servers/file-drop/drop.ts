import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ACCIDENT_COLUMNS, generateAccident } from '../../generate/accident.ts';
import { generateRoadSegment, ROAD_SEGMENT_COLUMNS } from '../../generate/road-segment.ts';
import { toIsoDay } from '../../generate/vietnam-time.ts';
import type { World } from '../../generate/world.ts';
import { writeCsvFile } from './csv-file.ts';

export interface FileDrop {
  readonly dir: string;
  /** Number of files delivered so far, over all starts. */
  readonly delivered: number;
  /** Delivers a file with this many new accidents; returns its name. */
  dropAccidents(count: number): Promise<string>;
  /** Delivers a file with exactly this content under this name. */
  dropFile(name: string, content: string | Uint8Array): void;
  /** true: the folder is not there, like a share that is not mounted. */
  setDown(down: boolean): void;
}

interface Deliveries {
  files: string[];
  /** Accidents delivered so far. */
  accidents: number;
}

/**
 * The registers' export folder. What was delivered stands in a list beside the folder, so that a second start
 * delivers nothing again, wherever the reader has put the files since.
 */
export async function openFileDrop(options: {
  dir: string;
  listFile: string;
  world: World;
  now: () => number;
}): Promise<FileDrop> {
  const { dir, listFile, world, now } = options;
  const away = `${dir}.away`;
  if (existsSync(away) && !existsSync(dir)) renameSync(away, dir);
  mkdirSync(dir, { recursive: true });
  const deliveries: Deliveries = existsSync(listFile)
    ? (JSON.parse(readFileSync(listFile, 'utf8')) as Deliveries)
    : { files: [], accidents: 0 };
  const remember = (name: string) => {
    deliveries.files.push(name);
    writeFileSync(`${listFile}.part`, JSON.stringify(deliveries));
    renameSync(`${listFile}.part`, listFile);
  };

  const { roadSegments, accidents } = world.sizes;
  const day = toIsoDay(world.asOf);
  const inventory = `road-segments-${day}.csv`;
  if (!deliveries.files.includes(inventory)) {
    await writeCsvFile(
      dir,
      inventory,
      ROAD_SEGMENT_COLUMNS,
      list(0, roadSegments, (i) => generateRoadSegment(world, i)),
    );
    remember(inventory);
  }
  const register = `accidents-${day}.csv`;
  if (!deliveries.files.includes(register)) {
    await writeCsvFile(
      dir,
      register,
      ACCIDENT_COLUMNS,
      list(0, accidents, (i) => generateAccident(world, i)),
    );
    deliveries.accidents = accidents;
    remember(register);
  }

  return {
    dir,
    get delivered() {
      return deliveries.files.length;
    },
    dropAccidents: async (count) => {
      const from = deliveries.accidents;
      const at = now();
      const name = `accidents-${toIsoDay(at)}-${String(deliveries.files.length).padStart(5, '0')}.csv`;
      deliveries.accidents += count;
      await writeCsvFile(
        dir,
        name,
        ACCIDENT_COLUMNS,
        list(from, from + count, (i) => generateAccident(world, i, at - (i - from + 60) * 60_000)),
      );
      remember(name);
      return name;
    },
    dropFile: (name, content) => {
      writeFileSync(path.join(dir, `.${name}.part`), content);
      renameSync(path.join(dir, `.${name}.part`), path.join(dir, name));
    },
    setDown: (down) => {
      if (down && existsSync(dir)) renameSync(dir, away);
      if (!down && existsSync(away)) renameSync(away, dir);
    },
  };
}

function* list<T>(from: number, to: number, make: (index: number) => T): Generator<T> {
  for (let index = from; index < to; index++) yield make(index);
}
