/** One event of a `text/event-stream` (WHATWG HTML §9.2.6). */
export interface SseEvent {
  readonly event: string;
  readonly data: string;
}

/** Splits a stream into events, chunk by chunk; `maxBytes` bounds what is held of an unfinished one. */
export async function* readSse(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<SseEvent, void, void> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let event = '';
  let data: string[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    held += chunk.length;
    if (held > maxBytes) throw new RangeError(`event larger than ${maxBytes} bytes`);
    // A lone CR at the end may be half of CRLF.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0 || event) yield { event: event || 'message', data: data.join('\n') };
        event = '';
        data = [];
        held = rest.length;
      } else if (line.startsWith('event:')) event = line.slice(6).trimStart();
      else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
    }
  }
}
