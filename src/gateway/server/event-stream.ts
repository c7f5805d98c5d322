import type { ServerResponse } from 'node:http';

/** A stream of server-sent events (WHATWG HTML §9.2). */
export interface EventStream {
  /** Resolves when the client has room for more: whoever waits for it never piles up more than one event. */
  send(event: string, data?: string): Promise<void>;
  /** Tells the client to come again after `retryMs`, and ends without having completed. */
  restart(retryMs: number): void;
  end(): void;
}

/** Starts the stream. `keepAliveMs`: how often a silent stream says that it is there, so that proxies leave it open. */
export function openEventStream(response: ServerResponse, keepAliveMs: number): EventStream {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // nginx would collect the events otherwise.
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  // A client that reads nothing gets no more of these than one.
  const beat = setInterval(() => {
    if (!response.writableNeedDrain && !response.writableEnded) response.write(':\n\n');
  }, keepAliveMs);
  beat.unref();
  response.once('close', () => clearInterval(beat));
  return {
    send: async (event, data = '') => {
      // JSON has no line breaks, so one data line holds it.
      if (response.destroyed || response.writableEnded) return;
      if (response.write(`event: ${event}\ndata: ${data}\n\n`)) return;
      await waitForRoom(response);
    },
    restart: (retryMs) => {
      if (!response.writableEnded) response.end(`retry: ${retryMs}\n: restarting\n\n`);
    },
    end: () => response.end(),
  };
}

/** Until what was written has left, or the client has. */
function waitForRoom(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.on('drain', settle).on('close', settle);
  });
}
