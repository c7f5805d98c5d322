import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNetwork } from '../../src/sdk/http/network.ts';
import {
  createHttpClient,
  type HttpClientOptions,
  type SourceHttpClient,
} from '../../src/sdk/http-client.ts';
import { createLoopbackServer, type LoopbackServer } from '../conformance/loopback-server.ts';

const network = createNetwork({ source: 'feed', grants: ['127.0.0.0/8'] });

let server: LoopbackServer;
let handle: (response: ServerResponse, url: string) => void;
let clients: SourceHttpClient[];

beforeEach(async () => {
  clients = [];
  server = await createLoopbackServer((request, response) => handle(response, request.url!));
});
afterEach(async () => {
  for (const client of clients) client.close();
  await server.close();
});

function create(options: Partial<HttpClientOptions> = {}): SourceHttpClient {
  const client = createHttpClient({
    source: 'feed',
    origins: [server.url],
    network,
    retries: 0,
    log: () => undefined,
    signal: new AbortController().signal,
    ...options,
  });
  clients.push(client);
  return client;
}

/** Writes for as long as the reader takes it; tells how much went out. */
function endless(response: ServerResponse): { sent: () => number; closed: Promise<void> } {
  let sent = 0;
  const piece = Buffer.alloc(64 * 1024, 'x');
  const more = () => {
    while (!response.destroyed) {
      sent += piece.length;
      if (!response.write(piece)) return void response.once('drain', more);
    }
  };
  more();
  return { sent: () => sent, closed: new Promise((closed) => response.once('close', () => closed())) };
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((soon) => setTimeout(soon, 5));
};

describe('streamed answer', () => {
  it('gives the head before the body is there, then every byte in order', async () => {
    let release!: () => void;
    handle = (response) => {
      response.writeHead(200, { 'content-type': 'text/csv' }).write('a;b\n');
      release = () => response.end('1;2\n');
    };
    const response = await create()(`${server.url}/x`, { streaming: true });
    expect([response.status, response.headers['content-type']]).toEqual([200, 'text/csv']);
    let text = '';
    for await (const chunk of response.chunks()) {
      text += Buffer.from(chunk).toString();
      if (text === 'a;b\n') release();
    }
    expect(text).toBe('a;b\n1;2\n');
  });

  it('is read once, whole when asked so', async () => {
    handle = (response) => response.end('{"a":1}');
    const client = create();
    const first = await client(`${server.url}/x`, { streaming: true });
    expect(await first.json()).toEqual({ a: 1 });
    await expect(first.text()).rejects.toMatchObject({ kind: 'bug' });
    const second = await client(`${server.url}/x`, { streaming: true });
    expect(Buffer.from(await second.bytes()).toString()).toBe('{"a":1}');
  });

  it('stops at the cap of the request, counted after decompression', async () => {
    handle = (response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1 << 20)));
    const response = await create()(`${server.url}/x`, { streaming: true, maxBytes: 100_000 });
    let size = 0;
    const read = async () => {
      for await (const chunk of response.chunks()) size += chunk.length;
    };
    await expect(read()).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining('100000 bytes'),
    });
    expect(size).toBeLessThanOrEqual(100_000);
  });

  it('lets a request ask for more than the source allows by default', async () => {
    handle = (response) => response.end(Buffer.alloc(50_000));
    const client = create({ maxBytes: 10_000 });
    await expect(client(`${server.url}/x`)).rejects.toMatchObject({ kind: 'config' });
    expect(await (await client(`${server.url}/x`, { maxBytes: 50_000 })).bytes()).toHaveLength(50_000);
  });

  it('frees the socket when the loop is left, and held back a source that sends without end', async () => {
    let flow!: ReturnType<typeof endless>;
    handle = (response) => {
      flow = endless(response);
    };
    const response = await create()(`${server.url}/x`, { streaming: true, maxBytes: 1 << 30 });
    let read = 0;
    for await (const chunk of response.chunks()) {
      read += chunk.length;
      if (read > 100_000) {
        await new Promise((soon) => setTimeout(soon, 50)); // time to fill every buffer there is
        break;
      }
    }
    await flow.closed;
    expect(server.connections).toBe(0);
    expect(flow.sent()).toBeLessThan(32 * 1024 * 1024);
  });

  it('ends when the source falls silent, but not when the reader takes its time', async () => {
    handle = (response) => response.write('a');
    const options = { timeouts: { idleMs: 60 } };
    const silent = await create(options)(`${server.url}/x`, { streaming: true });
    await expect(silent.bytes()).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringContaining('nothing came for 60 ms'),
    });
    await until(() => server.connections === 0);

    handle = (response) => {
      response.write('a');
      setTimeout(() => response.end('b'), 20);
    };
    const patient = await create(options)(`${server.url}/x`, { streaming: true });
    let text = '';
    for await (const chunk of patient.chunks()) {
      text += Buffer.from(chunk).toString();
      await new Promise((later) => setTimeout(later, 120));
    }
    expect(text).toBe('ab');
  });

  it('ends a drip that goes on for too long in all', async () => {
    handle = (response) => {
      const drip = setInterval(() => response.write('.'), 10);
      response.once('close', () => clearInterval(drip));
    };
    const response = await create({ timeouts: { idleMs: 5_000, streamMs: 100 } })(`${server.url}/x`, {
      streaming: true,
    });
    await expect(response.bytes()).rejects.toMatchObject({ kind: 'transient' });
    await until(() => server.connections === 0);
  });

  it('outlives the limit of a whole exchange once its head is there', async () => {
    handle = (response) => {
      response.write('a');
      setTimeout(() => response.end('b'), 120);
    };
    const client = create({ timeouts: { totalMs: 60 } });
    const streamed = await client(`${server.url}/x`, { streaming: true });
    expect(await streamed.text()).toBe('ab');
    await expect(client(`${server.url}/x`)).rejects.toMatchObject({ kind: 'transient' });
  });

  it('frees the socket of a body that nobody reads', async () => {
    handle = (response) => response.write('a');
    const response = await create({ timeouts: { idleMs: 40 } })(`${server.url}/x`, { streaming: true });
    await until(() => server.connections === 0);
    await expect(response.text()).rejects.toMatchObject({
      message: expect.stringContaining('not read in time'),
    });
  });

  it('stops on the signal, while waiting and between two chunks', async () => {
    const reason = new Error('stopping');
    for (const when of ['waiting', 'between']) {
      const controller = new AbortController();
      handle = (response) => response.write('a');
      const response = await create({ signal: controller.signal })(`${server.url}/x`, { streaming: true });
      const read = async () => {
        for await (const _ of response.chunks()) {
          if (when === 'between') controller.abort(reason);
          else setTimeout(() => controller.abort(reason), 10);
        }
      };
      await expect(read()).rejects.toBe(reason);
      await until(() => server.connections === 0);
    }
  });

  it('tells a connection that breaks half way from one that ended', async () => {
    handle = (response) => {
      response.writeHead(200, { 'content-length': '10' }).write('abc');
      setTimeout(() => server.cut(), 10);
    };
    const response = await create()(`${server.url}/x`, { streaming: true });
    await expect(response.bytes()).rejects.toMatchObject({ kind: 'transient' });
  });

  it('reads a refusal whole, tries again after 5xx, and follows a redirect without its body', async () => {
    const asked: string[] = [];
    handle = (response, url) => {
      asked.push(url);
      if (url === '/moved') response.writeHead(302, { location: '/busy' }).write('endless');
      else if (url === '/missing') response.writeHead(404).end('no');
      else if (asked.length < 3) response.writeHead(503).end();
      else response.end('here');
    };
    const client = create({ retries: 1, backoff: { baseMs: 1, maxMs: 2 } });
    expect(await (await client(`${server.url}/moved`, { streaming: true })).text()).toBe('here');
    expect(asked).toEqual(['/moved', '/busy', '/moved', '/busy']);
    const missing = await client(`${server.url}/missing`, { streaming: true });
    expect([missing.status, await missing.text(), await missing.text()]).toEqual([404, 'no', 'no']);
  });

  it('gives a body that was read whole as one chunk', async () => {
    handle = (response) => response.end('whole');
    const response = await create()(`${server.url}/x`);
    const chunks: string[] = [];
    for await (const chunk of response.chunks()) chunks.push(Buffer.from(chunk).toString());
    expect(chunks).toEqual(['whole']);
    expect(await response.text()).toBe('whole');
  });

  it('keeps its connection for the next call', async () => {
    handle = (response) => response.end('x'.repeat(100));
    const client = create();
    for (let i = 0; i < 5; i++) await (await client(`${server.url}/x`, { streaming: i % 2 === 0 })).text();
    expect(server.connections).toBe(1);
  });
});
