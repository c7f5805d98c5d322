import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Answer<T = Record<string, never>> {
  data?: T | null;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into extensions of every kind.
  errors?: { message: string; path?: (string | number)[]; extensions?: any }[];
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  extensions?: any;
}

export interface AskOptions {
  key?: string | undefined;
  headers?: Record<string, string>;
  variables?: Record<string, unknown>;
}

/** Asks over HTTP, as a partner's program would. */
export async function ask<T = unknown>(
  url: string,
  query: string,
  options: AskOptions = {},
): Promise<Answer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(options.key ? { authorization: `Bearer ${options.key}` } : {}),
      ...options.headers,
    },
    body: JSON.stringify({ query, variables: options.variables }),
  });
  return (await response.json()) as Answer<T>;
}

export interface Live<T> {
  /** The next event, or an error after the limit. */
  next(limitMs?: number): Promise<Answer<T>>;
  /** Events received and not yet taken. */
  readonly waiting: number;
  close(): Promise<void>;
}

/** Subscribes over a WebSocket; resolves when the hub has acknowledged the connection. */
export async function subscribe<T = unknown>(
  url: string,
  query: string,
  options: AskOptions = {},
): Promise<Live<T>> {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    connectionParams: options.key ? { authorization: `Bearer ${options.key}` } : {},
  });
  await new Promise<void>((resolve, reject) => {
    client.on('connected', () => resolve());
    client.on('closed', (event) => reject(new Error(`closed: ${(event as CloseEvent).code}`)));
  });
  const stream = client.iterate<T>({ query, ...(options.variables ? { variables: options.variables } : {}) });
  const received: Answer<T>[] = [];
  let failure: unknown;
  const reading = (async () => {
    try {
      for await (const event of stream) received.push(event as Answer<T>);
    } catch (error) {
      failure = error;
    }
  })();
  return {
    get waiting() {
      return received.length;
    },
    next: async (limitMs = 10_000) => {
      for (const deadline = Date.now() + limitMs; ; ) {
        const event = received.shift();
        if (event) return event;
        if (failure) throw failure;
        if (Date.now() > deadline) throw new Error(`no event within ${limitMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    close: async () => {
      await stream.return?.();
      await client.dispose();
      await reading;
    },
  };
}
