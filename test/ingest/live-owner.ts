import { z } from 'zod';
import { bindSources } from '../../src/ingest/bind.ts';
import { createHealthBook, type HealthBook } from '../../src/ingest/health.ts';
import { createLiveLookup, type LiveLookup } from '../../src/ingest/live.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { type Connector, type Row, values } from '../../src/sdk/index.ts';
import { defineLiveDataset } from '../../src/store/dataset.ts';
import { fakeConnector, fakeSource } from './fake-source.ts';

export type Query = NonNullable<Connector['query']>;

const person = defineLiveDataset({
  name: 'person',
  titleVi: 'Người',
  titleEn: 'Persons',
  record: z.object({
    id: z.string(),
    name: z.string().nullable(),
    born: z.number().nullable(),
    level: z.number().nullish(),
  }),
});
const fields = {
  id: 'id',
  name: 'hoTen',
  born: { from: 'namSinh', read: values.integer, write: String, ordered: true },
  // Read, but no way back is known.
  level: { from: 'muc', read: values.integer },
};

export const nothingApplied = { where: false, orderBy: false, limit: false };

/** The owner's register: raw rows by id. */
export const register: Row[] = [
  { id: '1', hoTen: 'An', namSinh: '1990' },
  { id: '2', hoTen: 'Bình', namSinh: '1985' },
  { id: '3', hoTen: null, namSinh: null },
  { id: '4', hoTen: '50% _ \\', namSinh: '2001' },
  { id: '5', hoTen: 'Ân An', namSinh: '1985' },
];

export async function lookUpAt(
  query: Query,
  options: { health?: HealthBook; timeoutMs?: number } = {},
): Promise<LiveLookup> {
  const { health = createHealthBook(systemClock), timeoutMs } = options;
  const binding = {
    from: 'rows',
    to: 'person',
    mode: 'live',
    fields,
    ...(timeoutMs ? { timeoutMs } : {}),
  } as const;
  const { bound } = await bindSources({
    sources: [fakeSource(binding)],
    connectors: [fakeConnector({ query })],
    kinds: [person],
    environment: {},
    log: silentLog,
    signal: new AbortController().signal,
  });
  return createLiveLookup(bound, health, silentLog);
}

/** An owner that does nothing but hand over its rows. */
export const lazy: Query = async () => ({ rows: register, applied: nothingApplied });

export async function idsOf(
  live: LiveLookup,
  question: Parameters<LiveLookup['find']>[1],
): Promise<unknown[]> {
  return (await live.find('person', question)).records.map((record) => record.id);
}
