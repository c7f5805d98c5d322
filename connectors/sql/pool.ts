import { ConnectorError } from '../../src/sdk/index.ts';

/** Longest that an unused session is kept. */
const IDLE_MS = 30_000;

interface Member {
  isOpen(): boolean;
  close(): Promise<void>;
}

export interface Pool<T extends Member> {
  acquire(): Promise<T>;
  /** `broken`: it is closed instead of being used again. */
  release(member: T, broken: boolean): void;
  /** Ends when every session has ended. */
  close(): Promise<void>;
}

/** A few sessions at most, opened when needed. Who waits longer than `waitMs` is told that the source is busy. */
export function createPool<T extends Member>(open: () => Promise<T>, max: number, waitMs: number): Pool<T> {
  const idle = new Map<T, NodeJS.Timeout>();
  const busy = new Set<T>();
  const ending = new Set<Promise<void>>();
  const waiting: (() => void)[] = [];
  let opening = 0;
  let isClosed = false;

  const end = (member: T) => {
    const ended = member.close().finally(() => ending.delete(ended));
    ending.add(ended);
  };
  const takeIdle = (): T | undefined => {
    for (const [member, timer] of idle) {
      clearTimeout(timer);
      idle.delete(member);
      if (member.isOpen()) return member;
      end(member);
    }
    return undefined;
  };
  const untilFree = () =>
    new Promise<void>((resolve, reject) => {
      const free = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(free), 1);
        reject(new ConnectorError('transient', `no free session within ${waitMs} ms`));
      }, waitMs);
      waiting.push(free);
    });

  return {
    async acquire() {
      while (busy.size + opening >= max) await untilFree();
      if (isClosed) throw new ConnectorError('transient', 'the source has been closed');
      const known = takeIdle();
      if (known) {
        busy.add(known);
        return known;
      }
      opening += 1;
      try {
        const member = await open();
        busy.add(member);
        return member;
      } catch (error) {
        waiting.shift()?.();
        throw error;
      } finally {
        opening -= 1;
      }
    },
    release(member, broken) {
      busy.delete(member);
      if (broken || isClosed || !member.isOpen()) end(member);
      else {
        const timer = setTimeout(() => {
          idle.delete(member);
          end(member);
        }, IDLE_MS);
        timer.unref();
        idle.set(member, timer);
      }
      waiting.shift()?.();
    },
    async close() {
      isClosed = true;
      for (const [member, timer] of idle) {
        clearTimeout(timer);
        end(member);
      }
      idle.clear();
      for (const wake of waiting.splice(0)) wake();
      // One that is still at work is ended by whoever releases it; its statement has been cancelled by the signal.
      while (ending.size > 0 || busy.size > 0 || opening > 0) {
        await Promise.allSettled([...ending]);
        if (busy.size > 0 || opening > 0) await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}
