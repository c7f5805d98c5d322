/** Does work when nobody else of the same dataset is at it. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** For work that nobody can come between. */
export const atOnce: InTurn = (work) => work();

/**
 * A stream holds its dataset for ever, page after page; between two pages somebody else of this process may have it. The
 * page that the stream has received meanwhile waits, unacknowledged, and so does its source.
 */
export interface Turns {
  /** A stream at work: each page is written in its turn. Ends when whoever came between has finished. */
  follow<T>(source: string, dataset: string, stream: (inTurn: InTurn) => Promise<T>): Promise<T>;
  /** Work between two pages of a stream; undefined = no stream of this process is at it, or somebody came before. */
  between<T>(source: string, dataset: string, work: () => Promise<T>): Promise<T> | undefined;
}

interface Followed {
  /** Settles when the last of those who are in the queue has had its turn. */
  tail: Promise<unknown>;
  isPaused: boolean;
}

export function createTurns(): Turns {
  const followed = new Map<string, Followed>();
  const enter = <T>(entry: Followed, work: () => Promise<T>): Promise<T> => {
    const turn = entry.tail.then(work);
    entry.tail = turn.catch(() => undefined);
    return turn;
  };
  return {
    follow: async (source, dataset, stream) => {
      const name = `${source}/${dataset}`;
      const entry: Followed = { tail: Promise.resolve(), isPaused: false };
      followed.set(name, entry);
      try {
        return await stream((work) => enter(entry, work));
      } finally {
        // Nobody comes between any more; whoever is there works under this stream's lock, which is held until then.
        followed.delete(name);
        await entry.tail;
      }
    },
    between: (source, dataset, work) => {
      const entry = followed.get(`${source}/${dataset}`);
      if (!entry || entry.isPaused) return undefined;
      entry.isPaused = true;
      return enter(entry, work).finally(() => {
        entry.isPaused = false;
      });
    },
  };
}
