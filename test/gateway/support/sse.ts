export interface ServerEvent {
  event: string;
  data: string;
}

export interface EventReader {
  status: number;
  headers: Headers;
  /** The next event; undefined when the stream has ended. */
  next(): Promise<ServerEvent | undefined>;
  /** Comment lines met so far. */
  readonly comments: string[];
  /** What the stream last said about coming again, in milliseconds. */
  readonly retry: number | undefined;
  close(): void;
}

/** Reads server-sent events as the WHATWG text says a client does. */
export async function readEvents(
  url: string,
  {
    body,
    headers = {},
    query,
  }: { body?: unknown; query?: Record<string, string>; headers?: Record<string, string> },
): Promise<EventReader> {
  const controller = new AbortController();
  const response = await fetch(query ? `${url}?${new URLSearchParams(query)}` : url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'text/event-stream',
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: controller.signal,
  });
  const comments: string[] = [];
  let retry: number | undefined;
  const events = parse(response, comments, (ms) => {
    retry = ms;
  });
  return {
    status: response.status,
    headers: response.headers,
    comments,
    get retry() {
      return retry;
    },
    next: async () => (await events.next()).value ?? undefined,
    close: () => controller.abort(),
  };
}

async function* parse(
  response: Response,
  comments: string[],
  onRetry: (ms: number) => void,
): AsyncGenerator<ServerEvent, undefined> {
  let rest = '';
  let event = '';
  let data: string[] = [];
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line)!;
      if (line === '') {
        if (event || data.length > 0) yield { event, data: data.join('\n') };
        event = '';
        data = [];
      } else if (field === '') comments.push(value);
      else if (field === 'event') event = value;
      else if (field === 'data') data.push(value);
      else if (field === 'retry') onRetry(Number(value));
    }
  }
  return undefined;
}
