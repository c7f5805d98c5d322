import { type ExecutionResult, GraphQLError } from 'graphql';
import { Agent, request as send } from 'undici';
import { Problem, toError } from '../../kernel/problem.ts';
import { SUBGRAPH_BAD_ANSWER, SUBGRAPH_STREAM_ENDED } from '../../kernel/problems/subgraph.ts';
import { toResult } from './answer.ts';
import { toProblem } from './failure.ts';
import { readSse } from './sse-parser.ts';
import type { StreamRequest } from './stream-request.ts';

const CONNECT_MS = 10_000;

/** A stream over SSE, distinct connections mode (graphql-sse protocol). Read only as fast as events are taken. */
export async function openSse({
  subgraph,
  url,
  headers,
  payload,
  tls,
  maxBytes,
}: StreamRequest): Promise<AsyncIterable<unknown> | ExecutionResult> {
  const agent = new Agent({
    connect: { timeout: CONNECT_MS, ...tls },
    bodyTimeout: 0,
    headersTimeout: 30_000,
  });
  const gone = new AbortController();
  const close = () => {
    gone.abort();
    void agent.destroy().catch(() => undefined);
  };
  try {
    const answer = await send(url, {
      method: 'POST',
      dispatcher: agent,
      signal: gone.signal,
      headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(payload),
    });
    const type = String(answer.headers['content-type'] ?? '');
    if (type.startsWith('text/event-stream') && answer.statusCode === 200)
      return toEvents(subgraph, answer.body, maxBytes, close);
    // Refused: an ordinary GraphQL answer says why.
    const body = Buffer.from(await answer.body.arrayBuffer());
    const result = toResult(subgraph, { status: answer.statusCode, body });
    close();
    if (result.errors?.length) return result;
    throw new Problem(SUBGRAPH_BAD_ANSWER, { subgraph, reason: `no event stream, but ${type || 'no type'}` });
  } catch (error) {
    close();
    throw toProblem(subgraph, error);
  }
}

function toEvents(
  subgraph: string,
  body: AsyncIterable<Buffer>,
  maxBytes: number,
  close: () => void,
): AsyncIterableIterator<unknown> {
  const source = readResults(subgraph, body, maxBytes);
  let done = false;
  const finish = async (): Promise<IteratorReturnResult<undefined>> => {
    if (!done) {
      done = true;
      close();
    }
    return { done: true, value: undefined };
  };
  return {
    next: async () => {
      if (done) return finish();
      const step = await source.next();
      return step.done || done ? finish() : step;
    },
    return: finish,
    throw: async (error) => {
      await finish();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* readResults(
  subgraph: string,
  body: AsyncIterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<unknown, void, void> {
  const broken = (reason: string) => {
    const originalError = new Problem(SUBGRAPH_STREAM_ENDED, { subgraph, reason });
    return { data: null, errors: [new GraphQLError(originalError.message, { originalError })] };
  };
  try {
    for await (const { event, data } of readSse(body, maxBytes)) {
      if (event === 'complete') return;
      if (event === 'next') yield JSON.parse(data) as unknown;
    }
    yield broken('it ended without `complete`');
  } catch (error) {
    const { code, name } = toError(error) as NodeJS.ErrnoException;
    yield broken(code ?? name);
  }
}
