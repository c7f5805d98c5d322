import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One thing that happened at the registry after the world was made. */
export interface JournalEntry {
  at: number;
  dataset: 'vehicle' | 'violation';
  index: number;
}

/**
 * What has changed at the registry since the world was made, in order: its transaction log. Kept in a file, so
 * that a registry that was stopped comes back with the same state.
 */
export interface Journal {
  append(entry: JournalEntry): void;
  /** All entries of a dataset, oldest first. */
  list(dataset: JournalEntry['dataset']): readonly JournalEntry[];
  /** Times at which this record changed, oldest first. */
  changesOf(dataset: JournalEntry['dataset'], index: number): readonly number[];
  /** Place of this record's last change in `list`, if it changed at all. */
  lastPlaceOf(dataset: JournalEntry['dataset'], index: number): number | undefined;
}

export function openJournal(file: string): Journal {
  mkdirSync(path.dirname(file), { recursive: true });
  const entries = { vehicle: [] as JournalEntry[], violation: [] as JournalEntry[] };
  const times = { vehicle: new Map<number, number[]>(), violation: new Map<number, number[]>() };
  const places = { vehicle: new Map<number, number>(), violation: new Map<number, number>() };
  const remember = ({ at, dataset, index }: JournalEntry) => {
    const place = entries[dataset].push({ at, dataset, index }) - 1;
    places[dataset].set(index, place);
    const known = times[dataset].get(index);
    if (known) known.push(at);
    else times[dataset].set(index, [at]);
  };
  // A line that was being written when the process died is not an entry: it was never answered to anybody.
  const written = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  for (const line of written) remember(JSON.parse(line) as JournalEntry);
  return {
    append: (entry) => {
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
      remember(entry);
    },
    list: (dataset) => entries[dataset],
    changesOf: (dataset, index) => times[dataset].get(index) ?? [],
    lastPlaceOf: (dataset, index) => places[dataset].get(index),
  };
}
