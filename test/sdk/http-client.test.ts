import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNetwork } from '../../src/sdk/http/network.ts';
import {
  createHttpClient,
  type HttpClientOptions,
  type SourceHttpClient,
} from '../../src/sdk/http-client.ts';
import { freePort } from '../conformance/loopback-server.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let handle: Handler;
let asked: { path: string; method: string; headers: IncomingMessage['headers']; body: string }[];
let logged: string[];
let base: string;
let clients: SourceHttpClient[];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  asked.push({ path: request.url!, method: request.method!, headers: request.headers, body });
  handle(request, response, body);
});

beforeEach(async () => {
  asked = [];
  logged = [];
  clients = [];
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const client of clients) client.close();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

function create(options: Partial<HttpClientOptions> = {}): SourceHttpClient {
  const client = createHttpClient({
    source: 'registry',
    origins: [base],
    network: createNetwork({ source: 'registry', grants: ['127.0.0.0/8'] }),
    backoff: { baseMs: 1, maxMs: 2 },
    log: (level, message, fields) => logged.push(JSON.stringify([level, message, fields])),
    signal: new AbortController().signal,
    ...options,
  });
  clients.push(client);
  return client;
}

/** Answers with these statuses in turn; the last one stays. */
const statuses = (...list: (number | [number, Record<string, string>])[]): Handler => {
  let turn = 0;
  return (_request, response) => {
    const entry = list[Math.min(turn++, list.length - 1)]!;
    const [status, headers] = typeof entry === 'number' ? [entry, {}] : entry;
    response.writeHead(status, headers).end('{"ok":true}');
  };
};

describe('http client: retries', () => {
  it('tries an idempotent request again after 5xx, at most as often as told', async () => {
    handle = statuses(500, 502, 503, 200);
    const response = await create({ retries: 3 })(`${base}/x`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: true });
    expect(asked).toHaveLength(4);
    handle = statuses(500);
    await expect(create({ retries: 2 })(`${base}/x`)).rejects.toMatchObject({ kind: 'transient' });
    expect(asked).toHaveLength(7);
  });

  it('repeats a POST only when told that it may', async () => {
    handle = statuses(503);
    await expect(create()(`${base}/x`, { method: 'POST', body: 'a' })).rejects.toMatchObject({
      kind: 'transient',
    });
    expect(asked).toHaveLength(1);
    handle = statuses(503, 201);
    const response = await create()(`${base}/x`, { method: 'POST', body: 'a', idempotent: true });
    expect(response.status).toBe(201);
    expect(asked.slice(1).map(({ body }) => body)).toEqual(['a', 'a']);
  });

  it('tries again when the connection breaks, and says what broke without saying where exactly', async () => {
    handle = (request, response) => (asked.length === 1 ? request.socket.destroy() : response.end('{}'));
    expect((await create()(`${base}/x`)).status).toBe(200);
    const port = await freePort();
    const refused = create({ origins: [`http://127.0.0.1:${port}`], retries: 0 });
    await expect(refused(`http://127.0.0.1:${port}/a?token=hush`)).rejects.toMatchObject({
      kind: 'transient',
      message: `registry: GET http://127.0.0.1:${port}/a failed: ECONNREFUSED`,
    });
  });

  it.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 1_000).toUTCString()],
  ])('honours Retry-After in %s', async (_name, header) => {
    handle = statuses([429, { 'retry-after': header() }], 200);
    const started = Date.now();
    expect((await create()(`${base}/x`)).status).toBe(200);
    expect(Date.now() - started).toBeGreaterThanOrEqual(_name === 'seconds' ? 990 : 1);
    expect(asked).toHaveLength(2);
  });

  it('hands a long Retry-After to the caller, and calls nobody before it is over', async () => {
    handle = statuses([429, { 'retry-after': '60' }]);
    const client = create({ maxWaitMs: 1_000 });
    await expect(client(`${base}/x`)).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: 60_000 });
    await expect(client(`${base}/y`)).rejects.toMatchObject({ kind: 'rate_limited' });
    expect(asked).toHaveLength(1);
  });

  it('gives the answer for everything else, including 4xx', async () => {
    handle = statuses(404);
    expect((await create()(`${base}/x`)).status).toBe(404);
    expect(asked).toHaveLength(1);
  });
});

describe('http client: limits', () => {
  it('ends an exchange that takes too long', async () => {
    handle = (_request, response) => response.write('{');
    await expect(create({ retries: 0, timeouts: { totalMs: 50 } })(`${base}/x`)).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringContaining('no answer within 50 ms'),
    });
  });

  it('gives up on a host that does not finish connecting long before the whole exchange would end', async () => {
    const silent = net.createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((listening) => silent.once('listening', listening));
    const origin = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const client = create({ origins: [origin], retries: 0, timeouts: { connectMs: 50, totalMs: 20_000 } });
    await expect(client(`${origin}/x`)).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringContaining('ECONNTIMEOUT'),
    });
    silent.close();
  }, 5_000);

  it('refuses an answer that is too large, also when it was small on the wire', async () => {
    const zipped = gzipSync('x'.repeat(1_000_000));
    handle = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(zipped);
    expect(zipped.length).toBeLessThan(5_000);
    await expect(create({ maxBytes: 10_000 })(`${base}/x`)).rejects.toMatchObject({ kind: 'config' });
    expect(asked).toHaveLength(1);
  });

  it('keeps to its rate', async () => {
    handle = statuses(200);
    const client = create({ rateLimit: { perSecond: 20, burst: 2 } });
    const started = Date.now();
    await Promise.all(Array.from({ length: 6 }, () => client(`${base}/x`)));
    expect(Date.now() - started).toBeGreaterThanOrEqual(195);
  });

  it('stops at once when told to', async () => {
    const controller = new AbortController();
    handle = () => controller.abort(new Error('stopping'));
    await expect(create({ signal: controller.signal })(`${base}/x`)).rejects.toThrow('stopping');
    await expect(create({ signal: controller.signal })(`${base}/x`)).rejects.toThrow('stopping');
    expect(asked).toHaveLength(1);
  });

  it('opens the circuit after failures in a row, probes once after the cool-off, and closes it', async () => {
    let now = 1_000_000;
    handle = statuses(500, 500, 500, 200);
    const client = create({ retries: 0, breaker: { threshold: 3, coolOffMs: 10_000 }, now: () => now });
    for (let i = 0; i < 3; i++)
      await expect(client(`${base}/x`)).rejects.toMatchObject({ kind: 'transient' });
    expect(client.breaker).toBe('open');
    await expect(client(`${base}/x`)).rejects.toMatchObject({ kind: 'transient', retryAfterMs: 10_000 });
    expect(asked).toHaveLength(3);
    now += 10_001;
    expect((await client(`${base}/x`)).status).toBe(200);
    expect(client.breaker).toBe('closed');
    expect(logged.map((line) => JSON.parse(line)[2].state)).toEqual(['open', 'half_open', 'closed']);
  });
});

describe('http client: where it goes', () => {
  it('refuses an origin that the configuration does not name', async () => {
    handle = statuses(200);
    await expect(create()('http://169.254.169.254/latest')).rejects.toMatchObject({ kind: 'config' });
    await expect(create()(base.replace('127.0.0.1', 'localhost'))).rejects.toMatchObject({ kind: 'config' });
    expect(asked).toEqual([]);
  });

  it('follows a redirect on the same host, and none to another', async () => {
    handle = (request, response) =>
      request.url === '/a' ? response.writeHead(302, { location: '/b' }).end() : response.end('{}');
    expect((await create()(`${base}/a`)).url).toBe(`${base}/b`);
    handle = statuses([302, { location: 'http://127.0.0.2:9/steal' }]);
    const client = create({ auth: { type: 'apiKey', header: 'x-api-key', value: 'k3y-value' } });
    await expect(client(`${base}/a`)).rejects.toMatchObject({ kind: 'config' });
    handle = statuses([302, { location: '/a' }]);
    await expect(create()(`${base}/a`)).rejects.toMatchObject({ kind: 'config' });
  });
});

describe('http client: credentials', () => {
  const oauth = {
    type: 'oauth2',
    clientId: 'hub',
    clientSecret: 's3cret/+ value',
    clientAuth: 'basic',
  } as const;
  let tokens: number;
  let lifeSeconds: number;
  /** A token server and an API that accepts the newest token only. */
  const api: Handler = (request, response) => {
    if (request.url === '/token') {
      tokens += 1;
      return response.end(JSON.stringify({ access_token: `token-${tokens}`, expires_in: lifeSeconds }));
    }
    return response
      .writeHead(request.headers.authorization === `Bearer token-${tokens}` ? 200 : 401)
      .end('{}');
  };
  beforeEach(() => {
    tokens = 0;
    lifeSeconds = 3_600;
    handle = api;
  });

  it('fetches one token for many calls', async () => {
    const client = create({ auth: { ...oauth, tokenUrl: `${base}/token`, scope: 'read' } });
    const all = await Promise.all(Array.from({ length: 5 }, () => client(`${base}/x`)));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(tokens).toBe(1);
    const [first] = asked;
    expect(first!.body).toBe('grant_type=client_credentials&scope=read');
    const expected = `hub:${encodeURIComponent('s3cret/+ value')}`;
    expect(Buffer.from(first!.headers.authorization!.slice(6), 'base64').toString()).toBe(expected);
  });

  it('renews before the token expires', async () => {
    let now = Date.now();
    lifeSeconds = 100;
    const client = create({ auth: { ...oauth, tokenUrl: `${base}/token` }, now: () => now });
    await client(`${base}/x`);
    now += 89_000;
    await client(`${base}/x`);
    expect(tokens).toBe(1);
    now += 2_000;
    await client(`${base}/x`);
    expect(tokens).toBe(2);
  });

  it('renews once when the token is refused, then gives the 401', async () => {
    const client = create({ auth: { ...oauth, tokenUrl: `${base}/token` } });
    await client(`${base}/x`);
    tokens += 1; // the server forgets the token it gave
    expect((await client(`${base}/x`)).status).toBe(200);
    handle = (request, response) =>
      request.url === '/token' ? api(request, response, '') : response.writeHead(401).end();
    expect((await client(`${base}/x`)).status).toBe(401);
  });

  it('tells wrong credentials from a token server that is away', async () => {
    handle = statuses(401);
    const refused = create({ auth: { ...oauth, tokenUrl: `${base}/token` } });
    await expect(refused(`${base}/x`)).rejects.toMatchObject({ kind: 'auth' });
    handle = statuses(503);
    await expect(
      create({ auth: { ...oauth, tokenUrl: `${base}/token` }, retries: 1 })(`${base}/x`),
    ).rejects.toMatchObject({ kind: 'transient' });
  });

  it.each([
    [{ type: 'basic', username: 'u', password: 'p' } as const, 'authorization', 'Basic dTpw'],
    [{ type: 'apiKey', header: 'x-key', value: 'v' } as const, 'x-key', 'v'],
  ])('sends %o', async (auth, header, value) => {
    handle = statuses(200);
    await create({ auth })(`${base}/x`);
    expect(asked[0]!.headers[header]).toBe(value);
  });

  it('never says a secret, whatever fails', async () => {
    const messages: string[] = [];
    const auth = { ...oauth, tokenUrl: `${base}/token` };
    for (const handler of [statuses(500), statuses(401), statuses([302, { location: 'http://x.invalid' }])]) {
      handle = handler;
      await create({ auth, retries: 1 })(`${base}/x?key=${encodeURIComponent(oauth.clientSecret)}`).catch(
        (error) => messages.push(`${error.message} ${error.stack} ${JSON.stringify(error)} ${error.cause}`),
      );
    }
    expect(messages).toHaveLength(3);
    for (const said of [...messages, ...logged]) expect(said).not.toMatch(/s3cret/);
  });
});
