import type { Page } from '../sdk/index.ts';

/**
 * Asks for the next page while the one before is being written: reading is the hub's own processor, writing is
 * PostgreSQL's. One page ahead, never more, so back-pressure still reaches the source.
 */
export async function* prefetch<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let next = settle(iterator.next());
  try {
    for (;;) {
      const result = await next;
      if ('error' in result) throw result.error;
      if (result.value.done) return;
      next = settle(iterator.next());
      yield result.value.value;
    }
  } finally {
    await next;
    await iterator.return?.();
  }
}

/**
 * Raw pages, with the next one asked for while the one before is judged: a source that takes its time to answer, or lies
 * at the end of a slow line, answers meanwhile. The connector may go on with its cursor; the page keeps what it said.
 */
export function readAhead(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  return prefetch(detached(pages));
}

async function* detached(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  for await (const page of pages) yield { ...page, cursor: structuredClone(page.cursor) };
}

/** A rejection is kept as a value: nobody awaits the page ahead while the one before is written. */
function settle<T>(promise: Promise<T>): Promise<{ value: T } | { error: unknown }> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}
