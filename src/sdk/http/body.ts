import { ConnectorError } from '../contract.ts';

/** What goes wrong with an exchange, said in the words of the source. */
export interface BodyFaults {
  tooLarge(maxBytes: number): ConnectorError;
  /** `reason` of a stop that this side made; else what the library threw. */
  broken(error: unknown, reason?: string): unknown;
}

export interface StreamOptions {
  maxBytes: number;
  /** Longest silence of the source. Time that the reader takes does not count. */
  idleMs: number;
  /** Longest time spent waiting for the source in all. */
  streamMs: number;
  /** Ends the exchange and frees its socket. May be called twice. */
  abort(): void;
  isAborted(): boolean;
  faults: BodyFaults;
}

/** The body as it arrives. Leaving the loop, a size past the cap or a silence ends the exchange. */
export async function* streamBody(
  body: AsyncIterable<Uint8Array>,
  options: StreamOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { maxBytes, idleMs, streamMs, abort, isAborted, faults } = options;
  const iterator = body[Symbol.asyncIterator]();
  let size = 0;
  let waitedMs = 0;
  try {
    for (;;) {
      const limit = Math.min(idleMs, streamMs - waitedMs);
      const started = performance.now();
      let silent = false;
      const timer = setTimeout(() => {
        silent = true;
        abort();
      }, limit);
      let next: IteratorResult<Uint8Array>;
      try {
        // An exchange that was ended while the reader was busy gives no further chunk, whatever is buffered.
        if (isAborted()) throw faults.broken(new Error('aborted'), 'it was not read in time');
        next = await iterator.next();
      } catch (error) {
        throw faults.broken(error, silent ? `nothing came for ${Math.round(limit)} ms` : undefined);
      } finally {
        clearTimeout(timer);
        waitedMs += performance.now() - started;
      }
      if (next.done) return;
      size += next.value.length;
      // Counted after decompression, so a small gzip of a huge body is stopped as well.
      if (size > maxBytes) throw faults.tooLarge(maxBytes);
      yield next.value;
    }
  } finally {
    abort();
  }
}

/** Whole body in memory. */
export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** At most so many bytes from its beginning; the rest is not waited for. */
export async function beginningOf(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(parts).subarray(0, maxBytes);
}

/** What reads a body once, however it is asked for. */
export interface BodyReader {
  text(): Promise<string>;
  json(): Promise<unknown>;
  bytes(): Promise<Uint8Array>;
  chunks(): AsyncIterable<Uint8Array>;
}

/** A body that is there already: may be read again and again. */
export function wholeBody(body: Buffer): BodyReader {
  return {
    text: async () => body.toString('utf8'),
    json: async () => JSON.parse(body.toString('utf8')) as unknown,
    bytes: async () => body,
    async *chunks() {
      if (body.length > 0) yield body;
    },
  };
}

/** A body that is still arriving: may be read once. */
export function arrivingBody(open: () => AsyncIterable<Uint8Array>): BodyReader {
  let isRead = false;
  const chunks = () => {
    if (isRead) throw new ConnectorError('bug', 'the body of a streamed answer can be read once');
    isRead = true;
    return open();
  };
  const bytes = async () => collect(chunks());
  return {
    chunks,
    bytes,
    text: async () => (await bytes()).toString('utf8'),
    json: async () => JSON.parse((await bytes()).toString('utf8')) as unknown,
  };
}
