import type pg from 'pg';

/** One run at a time of each dataset of a source, in this process and in every other on the same store. */
export interface RunLocks {
  /** A release, or undefined when somebody else holds it. */
  take(source: string, dataset: string): Promise<(() => Promise<void>) | undefined>;
  close(): Promise<void>;
}

/**
 * Session advisory locks on one connection that is held while there is any: a process that dies gives them back by
 * dying. When the connection is cut the locks are gone with it; the write door still keeps two writers apart.
 */
export function createRunLocks(pool: pg.Pool): RunLocks {
  const held = new Set<string>();
  let session: Promise<pg.PoolClient> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** One statement at a time: they share a session. */
  const ask = (
    client: pg.PoolClient,
    call: string,
    name: string,
  ): Promise<pg.QueryResult<{ done: boolean }>> => {
    const answer = turn.then(() =>
      client.query<{ done: boolean }>(`SELECT ${call}(hashtextextended($1, 0)) AS done`, [name]),
    );
    turn = answer.catch(() => undefined);
    return answer;
  };

  const open = (): Promise<pg.PoolClient> => {
    if (session) return session;
    const opening = pool.connect();
    session = opening;
    opening.then(
      (client) =>
        client.on('error', () => {
          if (session === opening) session = undefined;
          client.removeAllListeners('error');
          client.release(true);
        }),
      () => {
        if (session === opening) session = undefined;
      },
    );
    return opening;
  };

  /** Back to the pool with the last lock; one whose state is not known is closed, which frees its locks. */
  const giveBack = (client: pg.PoolClient, broken = false) => {
    if (held.size > 0 && !broken) return;
    session = undefined;
    client.removeAllListeners('error');
    client.release(broken);
  };

  return {
    take: async (source, dataset) => {
      const name = `run:${source}:${dataset}`;
      if (held.has(name)) return undefined;
      held.add(name);
      const opening = open();
      let client: pg.PoolClient;
      try {
        client = await opening;
      } catch (error) {
        held.delete(name);
        throw error;
      }
      try {
        const { rows } = await ask(client, 'pg_try_advisory_lock', name);
        if (rows[0]!.done)
          return async () => {
            held.delete(name);
            // A session that was cut has released it already.
            if (session !== opening) return;
            await ask(client, 'pg_advisory_unlock', name).then(
              () => session === opening && giveBack(client),
              () => session === opening && giveBack(client, true),
            );
          };
      } catch (error) {
        held.delete(name);
        if (session === opening) giveBack(client, true);
        throw error;
      }
      held.delete(name);
      if (session === opening) giveBack(client);
      return undefined;
    },
    close: async () => {
      const client = await session?.catch(() => undefined);
      if (client) giveBack(client, true);
    },
  };
}
