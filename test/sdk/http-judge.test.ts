import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectorError } from '../../src/sdk/contract.ts';
import { createNetwork } from '../../src/sdk/http/network.ts';
import type { HttpRequest, HttpResponse } from '../../src/sdk/http.ts';
import { createHttpClient, type SourceHttpClient } from '../../src/sdk/http-client.ts';
import { type RestServer, startRestServer } from '../connectors/rest-server.ts';

let server: RestServer;
let client: SourceHttpClient;
beforeEach(async () => {
  server = await startRestServer();
  client = createHttpClient({
    source: 'registry',
    origins: [server.base],
    network: createNetwork({ source: 'registry', grants: ['127.0.0.0/8'] }),
    backoff: { baseMs: 1, maxMs: 2 },
    retries: 2,
    breaker: { threshold: 3, coolOffMs: 60_000 },
    log: () => {},
    signal: new AbortController().signal,
  });
});
afterEach(async () => {
  client.close();
  await server.close();
});

/** Answers with these statuses in turn and says `body` with them; the last one stays. */
function answer(body: string, ...statuses: number[]) {
  let turn = 0;
  server.handle = (_asked, response) => {
    response.writeHead(statuses[Math.min(turn++, statuses.length - 1)]!, { 'content-type': 'text/plain' });
    return body;
  };
}

const judge = async (refusal: HttpResponse) => {
  const said = await refusal.text();
  if (said.startsWith('auth')) throw new ConnectorError('auth', `it says: ${said}`);
  if (said.startsWith('later')) throw new ConnectorError('transient', `it says: ${said}`);
};
const post: HttpRequest = { method: 'POST', body: 'a', idempotent: true };
const ask = (request: HttpRequest) => client(`${server.base}/x`, request);

describe('http client: a refusal judged by its caller', () => {
  it('is not tried again when its kind says that this is no use, and does not count as a failure', async () => {
    answer('auth: who are you', 500);
    for (let i = 0; i < 4; i++)
      await expect(ask({ ...post, judge })).rejects.toMatchObject({
        kind: 'auth',
        message: 'it says: auth: who are you',
      });
    expect(server.asked).toHaveLength(4);
    expect(client.breaker).toBe('closed');
  });

  it('is tried again when it is transient, whatever its status, and then said in the words of the caller', async () => {
    answer('later', 400, 500, 200);
    expect((await ask({ ...post, judge })).status).toBe(200);
    answer('later', 500);
    await expect(ask({ ...post, judge })).rejects.toMatchObject({
      kind: 'transient',
      message: 'it says: later',
    });
    expect(server.asked).toHaveLength(6);
    expect(client.breaker).toBe('open');
  });

  it('is what its status says when the caller says nothing', async () => {
    answer('something else', 404);
    expect((await ask({ ...post, judge })).status).toBe(404);
    answer('auth', 429);
    await expect(ask({ ...post, idempotent: false, judge })).rejects.toMatchObject({ kind: 'rate_limited' });
    answer('something else', 500);
    await expect(ask({ ...post, judge })).rejects.toMatchObject({
      kind: 'transient',
      message: `registry: ${server.base}/x answered 500`,
    });
  });

  it('is not asked about what succeeds, and without it nothing is different', async () => {
    answer('auth', 200);
    expect(await (await ask({ ...post, judge })).text()).toBe('auth');
    answer('auth', 500);
    await expect(ask(post)).rejects.toMatchObject({ kind: 'transient' });
  });

  it('keeps the Retry-After of the answer', async () => {
    server.handle = (_asked, response) => {
      response.writeHead(503, { 'retry-after': '60' });
      return 'later';
    };
    await expect(ask({ ...post, judge })).rejects.toMatchObject({ kind: 'transient', retryAfterMs: 60_000 });
  });

  it('is shown the first MiB of an endless refusal, and the connection is given up', async () => {
    let ended = false;
    server.handle = (_asked, response) => {
      response.writeHead(400);
      response.on('close', () => {
        ended = true;
      });
      const piece = Buffer.alloc(1 << 16, 'x');
      const pump = () => {
        while (!response.destroyed && response.write(piece));
        if (!response.destroyed) response.once('drain', pump);
      };
      pump();
      return undefined;
    };
    let seen = 0;
    const response = await ask({
      ...post,
      streaming: true,
      maxBytes: 10_000,
      judge: async (refusal) => {
        seen = (await refusal.bytes()).length;
      },
    });
    expect(response.status).toBe(400);
    expect(seen).toBe(1 << 20);
    await expect.poll(() => ended).toBe(true);
  });
});

it('http client: a body that is made is made anew for every attempt', async () => {
  answer('', 503, 500, 200);
  let made = 0;
  const response = await ask({ method: 'POST', idempotent: true, makeBody: () => `nonce-${++made}` });
  expect(response.status).toBe(200);
  expect(server.asked.map(({ body }) => body)).toEqual(['nonce-1', 'nonce-2', 'nonce-3']);
});
