import { Writable } from 'node:stream';
import type pg from 'pg';
import { readProcessCpu } from './cpu.ts';

type AnyQuery = (...args: unknown[]) => unknown;

/** Processor time of the server's sessions while `work` runs, in ms by kind of statement. */
export async function measureStatements(
  pool: pg.Pool,
  work: () => Promise<unknown>,
): Promise<Map<string, number>> {
  const spent = new Map<string, number>();
  const restores: (() => void)[] = [];
  const watch = (client: pg.PoolClient) => {
    if (!Object.hasOwn(client, 'query')) restores.push(watchStatements(client, spent));
  };
  pool.on('acquire', watch);
  try {
    await work();
  } finally {
    pool.off('acquire', watch);
    for (const restore of restores) restore();
  }
  return spent;
}

function watchStatements(client: pg.PoolClient, spent: Map<string, number>): () => void {
  const query = client.query.bind(client) as AnyQuery;
  const pid = (client as unknown as { processID: number }).processID;
  const watched: AnyQuery = (...args) => {
    const before = readProcessCpu(pid);
    const answer = query(...args);
    const text = typeof args[0] === 'string' ? args[0] : String((args[0] as { text?: string }).text ?? '');
    const done = () => {
      const kind = toKind(text);
      spent.set(kind, (spent.get(kind) ?? 0) + readProcessCpu(pid) - before);
    };
    if (answer instanceof Promise) answer.then(done, done);
    else if (answer instanceof Writable) answer.once('finish', done);
    return answer;
  };
  Object.defineProperty(client, 'query', { value: watched, configurable: true, writable: true });
  return () => Reflect.deleteProperty(client, 'query');
}

function toKind(text: string): string {
  if (text.startsWith('COPY "staging')) return 'COPY into staging';
  if (text.startsWith('COPY')) return 'COPY into the table';
  if (text.includes('landed_page')) return 'landing';
  if (text.startsWith('WITH changed')) return 'upsert and events';
  if (text.startsWith('COMMIT')) return 'commit';
  return 'other statements';
}
