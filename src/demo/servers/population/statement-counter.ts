import type { Socket } from 'node:net';

const QUERY = 0x51; // 'Q', simple query
const EXECUTE = 0x45; // 'E', run a bound portal

/**
 * Counts the statements clients send, by reading the frames of the PostgreSQL wire protocol (§55.7 "Message
 * Formats"): how often an owner was really asked is what a federated query is judged by.
 */
export function createStatementCounter(): {
  readonly count: number;
  onClientData(socket: Socket, chunk: Buffer): void;
} {
  const frames = new WeakMap<Socket, { started: boolean; rest: Buffer }>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    onClientData: (socket, chunk) => {
      const state = frames.get(socket) ?? { started: false, rest: Buffer.alloc(0) };
      frames.set(socket, state);
      let rest = state.rest.length > 0 ? Buffer.concat([state.rest, chunk]) : chunk;
      for (;;) {
        // The start-up message has no type byte.
        const head = state.started ? 1 : 0;
        if (rest.length < head + 4) break;
        const size = head + rest.readInt32BE(head);
        if (rest.length < size) break;
        if (state.started && (rest[0] === QUERY || rest[0] === EXECUTE)) count++;
        state.started = true;
        rest = rest.subarray(size);
      }
      state.rest = rest;
    },
  };
}
