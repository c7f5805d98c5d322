/** Pages that may be with the hub before one of them is acknowledged. */
const MOST_PAGES = 2;

export interface Acks {
  /** Waits until the hub may be given one more page; false = the source is being stopped. */
  room(signal: AbortSignal): Promise<boolean>;
  /** Registers a page; the function is its `ack`. `lsn`: what is safe once it and all before it are acknowledged. */
  add(lsn: bigint): () => void;
  isIdle(): boolean;
}

/** Keeps the order: nothing is confirmed that stands behind a page which is not committed yet. */
export function createAcks(confirm: (lsn: bigint) => void): Acks {
  const pages: { lsn: bigint; isDone: boolean }[] = [];
  let wake: () => void = () => undefined;
  return {
    isIdle: () => pages.length === 0,
    async room(signal) {
      while (pages.length >= MOST_PAGES && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal.addEventListener('abort', wake, { once: true });
        });
        signal.removeEventListener('abort', wake);
      }
      return !signal.aborted;
    },
    add(lsn) {
      const page = { lsn, isDone: false };
      pages.push(page);
      return () => {
        page.isDone = true;
        let safe: bigint | undefined;
        while (pages[0]?.isDone) safe = pages.shift()!.lsn;
        if (safe !== undefined) confirm(safe);
        wake();
      };
    },
  };
}
