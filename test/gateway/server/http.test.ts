import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../src/kernel/problem.ts';
import { ACCESS_KEY_INVALID } from '../../../src/kernel/problems/access.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

describe('GraphQL over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(trafficSubgraphs(createChannel()), {
      originAllowList: ['https://partner.example'],
      timeLimitMs: 300,
      createContext: async ({ headers, signal }) => {
        if (headers.authorization === 'Bearer bad') throw new Problem(ACCESS_KEY_INVALID, {});
        const sources = {
          report: () => [{ name: 'registry', status: 'DOWN', asOf: null, since: '2026-11-24' }],
        };
        return {
          user: headers['x-hub-purpose'] ?? null,
          signal,
          ...(headers['x-hub-case'] ? { sources } : {}),
          principal: { mayIntrospect: headers.authorization !== 'Bearer stranger' },
        };
      },
    });
  });
  afterAll(() => server.close());

  it('answers a POST with entity fields of another subgraph', async () => {
    const { status, body } = await server.post({
      query: 'query Roads($n: Int) { hello roads(first: $n) { id name } }',
      variables: { n: 2 },
    });
    expect(status).toBe(200);
    expect(body.data).toEqual({
      hello: 'Chào bạn',
      roads: [
        { id: '0', name: 'Đường 0' },
        { id: '1', name: 'Đường 1' },
      ],
    });
  });

  it('answers a GET of a program or of its own page, and refuses one of another site', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ hello }')}`;
    const plain = await server.raw({ path });
    expect([plain.status, JSON.parse(plain.text)]).toEqual([200, { data: { hello: 'Chào bạn' } }]);
    const own = await server.raw({ path, headers: { 'sec-fetch-site': 'same-origin' } });
    expect(own.status).toBe(200);
    const listed = { 'sec-fetch-site': 'cross-site', origin: 'https://partner.example' };
    expect((await server.raw({ path, headers: listed })).status).toBe(200);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { origin: 'https://evil.example' },
    ] as Record<string, string>[]) {
      const forged = await server.raw({ path, headers });
      expect([forged.status, JSON.parse(forged.text).errors[0].extensions.code]).toEqual([
        403,
        'HUB_HTTP_ORIGIN_REFUSED',
      ]);
    }
  });

  it('refuses a mutation by GET', async () => {
    const query = encodeURIComponent('mutation { note(text: "x") }');
    const response = await fetch(`${server.url}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(response.status).toBe(405);
  });

  it('takes JSON in UTF-8 and nothing else, so that no form can post', async () => {
    const query = JSON.stringify({ query: '{ hello }' });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
    ]) {
      const refused = await server.post(query, { 'content-type': type });
      expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([
        415,
        'HUB_HTTP_MEDIA_TYPE_REFUSED',
      ]);
    }
    for (const type of ['application/json; charset=UTF-8', 'Application/GraphQL+JSON'])
      expect((await server.post(query, { 'content-type': type })).status).toBe(200);
    const latin = await server.raw({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"query":"{ hello(name: "Hu\xe9") }"}', 'latin1'),
    });
    expect([latin.status, JSON.parse(latin.text).errors[0].extensions.code]).toEqual([
      400,
      'HUB_HTTP_BODY_INVALID',
    ]);
  });

  it('says by the status that nothing ran, except to who asks for application/json by name', async () => {
    const ask = (query: string, accept: string) => server.post({ query }, { accept });
    for (const query of ['{', '{ nothing }', 'query($n: Int!) { roads(first: $n) { id } }']) {
      expect((await ask(query, 'application/graphql-response+json')).status).toBe(400);
      expect((await ask(query, '*/*')).status).toBe(400);
      const named = await ask(query, 'application/json');
      expect([named.status, named.headers.get('content-type')]).toEqual([
        200,
        'application/json; charset=utf-8',
      ]);
      expect(named.body.data).toBeUndefined();
      expect(named.body.errors).toHaveLength(1);
    }
    expect((await ask('{ hello }', 'text/html')).status).toBe(406);
  });

  it('refuses a body over 1 MiB, declared or streamed', async () => {
    const big = JSON.stringify({ query: `# ${'x'.repeat(1_100_000)}\n{ hello }` });
    const declared = await server.post(big);
    expect(declared.status).toBe(413);
    expect(declared.body.errors[0].extensions.code).toBe('HUB_HTTP_BODY_TOO_LARGE');
    const streamed = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([big]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  it('refuses broken JSON, compressed bodies, batches and other methods', async () => {
    const broken = await server.post('{"query": ');
    expect([broken.status, broken.body.errors[0].extensions.code]).toEqual([400, 'HUB_HTTP_BODY_INVALID']);
    const packed = await server.post('x', { 'content-encoding': 'gzip' });
    expect([packed.status, packed.body.errors[0].extensions.code]).toEqual([
      415,
      'HUB_HTTP_ENCODING_REFUSED',
    ]);
    const batch = await server.post([{ query: '{ hello }' }]);
    expect([batch.status, batch.body.errors[0].extensions.code]).toEqual([400, 'HUB_GATEWAY_BATCH_REFUSED']);
    const put = await fetch(`${server.url}/graphql`, { method: 'PUT' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('answers 401 when the context refuses the key', async () => {
    const { status, headers, body } = await server.post(
      { query: '{ hello }' },
      { authorization: 'Bearer bad' },
    );
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body.errors[0].extensions.code).toBe('HUB_ACCESS_KEY_INVALID');
    expect(body.errors[0].message).not.toContain('Context creation failed');
  });

  it('shows a problem of the catalogue in full, with the subgraph', async () => {
    const { body } = await server.post({ query: '{ hello fails }' });
    expect(body.data).toEqual({ hello: 'Chào bạn', fails: null });
    expect(body.errors).toEqual([
      {
        message: 'Đường QL1 đóng',
        path: ['fails'],
        extensions: expect.objectContaining({
          code: 'HUB_TEST_ROAD_CLOSED',
          messageEn: 'Road QL1 is closed',
          remedy: 'Chờ.',
          subgraph: 'traffic',
        }),
      },
    ]);
  });

  it('masks any other error under a reference', async () => {
    const { body } = await server.post({ query: '{ boom }' });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(body.errors[0].extensions.code).toBe('HUB_INTERNAL');
    expect(body.errors[0].message).toMatch(/mã tra cứu [0-9a-f]{8}/);
  });

  it('answers what is there when the time is up', async () => {
    const { status, body } = await server.post({ query: '{ a: slow(ms: 5000) }' });
    expect(status).toBe(200);
    expect(body.data).toEqual({ a: null });
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].extensions.code).toBe('HUB_GATEWAY_TIMEOUT');
  });

  it('keeps validation errors readable, without suggestions for a stranger', async () => {
    const friend = await server.post({ query: '{ helo }' });
    expect(friend.status).toBe(400);
    expect(friend.body.errors[0].message).toContain('Did you mean "hello"?');
    const stranger = await server.post({ query: '{ helo }' }, { authorization: 'Bearer stranger' });
    expect(stranger.body.errors[0].message).toBe('Cannot query field "helo" on type "Query".');
    expect(stranger.body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('keeps introspection from a stranger', async () => {
    const query = '{ hello __schema { queryType { name } } }';
    const friend = await server.post({ query });
    expect(friend.body.data).toEqual({ hello: 'Chào bạn', __schema: { queryType: { name: 'Query' } } });
    const stranger = await server.post({ query }, { authorization: 'Bearer stranger' });
    expect(stranger.body.data).toBeUndefined();
    expect(stranger.body.errors[0].extensions.code).toBe('HUB_GATEWAY_INTROSPECTION_DENIED');
  });

  it('refuses variables of the wrong type with 400', async () => {
    const { status, body } = await server.post({
      query: 'query($n: Int) { roads(first: $n) { id } }',
      variables: { n: 'many' },
    });
    expect(status).toBe(400);
    expect(body.errors[0].message).toContain('Variable "$n"');
  });

  it('reports the sources that an answer touched', async () => {
    const touched = await server.post({ query: '{ hello }' }, { 'x-hub-case': '1' });
    expect(touched.body.extensions.sources).toEqual([
      { name: 'registry', status: 'DOWN', asOf: null, since: '2026-11-24' },
    ]);
    const untouched = await server.post({ query: '{ hello }' });
    expect(untouched.body.extensions).toBeUndefined();
  });

  it('sends CORS headers to listed origins only', async () => {
    const preflight = (origin: string) =>
      fetch(`${server.url}/graphql`, { method: 'OPTIONS', headers: { origin } });
    const listed = await preflight('https://partner.example');
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://partner.example');
    const other = await preflight('https://evil.example');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('counts answers and subgraph calls', async () => {
    await server.post({ query: 'query Counted { roads(first: 1) { name } }' });
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toContain(
      'hub_graphql_duration_seconds_count{operation="Counted",kind="query",outcome="ok"} 1',
    );
    expect(text).toMatch(/hub_gateway_subgraph_calls_total\{subgraph="roads"\} \d/);
  });

  it('answers probes, and 404 with a problem elsewhere', async () => {
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${server.url}/health/ready`)).json()).toEqual({ ready: true, reasons: [] });
    const missing = await fetch(`${server.url}/nothing`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toContain('application/problem+json');
    expect(await missing.json()).toMatchObject({
      code: 'HUB_HTTP_NOT_FOUND',
      message: 'Không có gì tại /nothing',
    });
  });
});
