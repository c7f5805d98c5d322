import type { LookupAddress } from 'node:dns';
import { afterEach, describe, expect, it } from 'vitest';
import { rest } from '../../connectors/rest/index.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { createCtx } from '../../src/sdk/create-ctx.ts';
import { createNetwork, type Lookup } from '../../src/sdk/http/network.ts';
import { createHttpClient } from '../../src/sdk/http-client.ts';
import { createLoopbackServer, type LoopbackServer } from '../conformance/loopback-server.ts';

const servers: LoopbackServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const permits = (address: string, ...grants: string[]) => {
  try {
    createNetwork({ source: 's', grants }).assertLiteral(address);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ name: 'ConnectorError', kind: 'config' });
    return false;
  }
};

/** A resolver that answers in turn; the last answer stays. */
function resolver(...answers: string[][]): { lookup: Lookup; asked: () => number } {
  let turn = 0;
  const lookup = (_host: string, _options: object, done: (error: null, found: LookupAddress[]) => void) => {
    const addresses = answers[Math.min(turn++, answers.length - 1)]!;
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { lookup: lookup as unknown as Lookup, asked: () => turn };
}

describe('addresses', () => {
  it.each(['8.8.8.8', '103.28.36.10', '2001:4860:4860::8888', '[2405:4800::1]', '64:ff9b::808:808'])(
    'permits the public %s',
    (address) => expect(permits(address)).toBe(true),
  );

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '127.8.8.8'],
    ['loopback', '[::1]'],
    ['unspecified, which Linux takes for loopback', '0.0.0.0'],
    ['unspecified', '::'],
    ['"this network"', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier NAT', '100.64.0.1'],
    ['link-local', '169.254.1.1'],
    ['link-local', 'fe80::1%eth0'],
    ['unique local', 'fd12::1'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['benchmarking', '198.18.0.1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '2001:db8::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped, in hexadecimal', '[::ffff:7f00:1]'],
    ['IPv4-mapped metadata', '::ffff:169.254.169.254'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['IPv4-translated (RFC 2765)', '::ffff:0:127.0.0.1'],
    ['NAT64 of a private one', '64:ff9b::10.0.0.1'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['local NAT64 prefix', '64:ff9b:1::808:808'],
    ['6to4 of loopback', '2002:7f00:1::'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['site-local, deprecated', 'fec0::1'],
  ])('refuses %s: %s', (_kind, address) => expect(permits(address)).toBe(false));

  it('permits what was granted, and nothing beside it', () => {
    expect(permits('10.20.1.1', '10.20.0.0/16')).toBe(true);
    expect(permits('10.21.1.1', '10.20.0.0/16')).toBe(false);
    expect(permits('::ffff:10.20.1.1', '10.20.0.0/16')).toBe(true);
    expect(permits('fd12::1', 'fd12::/16')).toBe(true);
    expect(permits('0.0.0.0', '127.0.0.0/8')).toBe(false);
    expect(permits('::1', '127.0.0.0/8')).toBe(false);
  });

  it.each(['169.254.169.254', '169.254.170.2', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254'])(
    'opens metadata address %s only to a grant of exactly this one',
    (address) => {
      const exact = `${address}/${address.includes(':') ? 128 : 32}`;
      expect(permits(address, '0.0.0.0/0', '::/0', '169.254.0.0/16', 'fd00::/8')).toBe(false);
      expect(permits(address, exact)).toBe(true);
      expect(permits('64:ff9b::a9fe:a9fe', '::/0')).toBe(false);
    },
  );

  it.each(['10.0.0.0', '10.0.0.0/33', '010.0.0.0/8', 'example.vn/8', '10.0.0.0/x', '::/129', '/8', ''])(
    'refuses "%s" as a grant',
    (grant) =>
      expect(() => createNetwork({ source: 'registry', grants: [grant] })).toThrow(
        /registry: network ".*" is no CIDR/,
      ),
  );
});

describe('connections', () => {
  const serve = async (
    handle: Parameters<typeof createLoopbackServer>[0] = (_, response) => response.end('{}'),
  ) => {
    const server = await createLoopbackServer(handle);
    servers.push(server);
    return server;
  };
  const client = (origin: string, grants: string[], lookup?: Lookup) =>
    createHttpClient({
      source: 'registry',
      origins: [origin],
      network: createNetwork({ source: 'registry', grants, ...(lookup ? { lookup } : {}) }),
      retries: 0,
      timeouts: { connectMs: 200 },
      log: () => undefined,
      signal: new AbortController().signal,
    });

  it('says which host, which address, and what to grant', async () => {
    const origin = (await serve()).url.replace('127.0.0.1', 'registry.example');
    const refused = client(origin, [], resolver(['127.0.0.1']).lookup);
    await expect(refused(`${origin}/x`)).rejects.toMatchObject({
      kind: 'config',
      message:
        'registry: registry.example stands for 127.0.0.1, which is not a public address (loopback); ' +
        'to permit it, add "127.0.0.1/32" to the source\'s network',
    });
    const granted = client(origin, ['127.0.0.1/32'], resolver(['127.0.0.1']).lookup);
    expect((await granted(`${origin}/x`)).status).toBe(200);
    granted.close();
  });

  it('refuses a name when one of its addresses is refused', async () => {
    const server = await serve();
    const origin = server.url.replace('127.0.0.1', 'registry.example');
    const mixed = client(origin, ['127.0.0.1/32'], resolver(['127.0.0.1', '10.0.0.1']).lookup);
    await expect(mixed(`${origin}/x`)).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining('10.0.0.1/32'),
    });
    expect(server.connections).toBe(0);
  });

  it('judges the very address it connects to: a name that changes between two answers gains nothing', async () => {
    const server = await serve();
    const origin = server.url.replace('127.0.0.1', 'rebind.example');
    const changing = resolver(['8.8.8.8'], ['127.0.0.1']);
    const network = createNetwork({ source: 'registry', lookup: changing.lookup });
    await network.assertHost('rebind.example'); // a check that was done beforehand: public
    const attacked = createHttpClient({
      source: 'registry',
      origins: [origin],
      network,
      retries: 0,
      log: () => undefined,
      signal: new AbortController().signal,
    });
    await expect(attacked(`${origin}/x`)).rejects.toMatchObject({ kind: 'config' });
    expect(changing.asked()).toBe(2);
    expect(server.connections).toBe(0);
  });

  it.each(['2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0', '[::ffff:7f00:1]', '127.0.0.1.'])(
    'refuses http://%s, another way to write a loopback address',
    async (host) => {
      const { port } = new URL((await serve()).url);
      const origin = `http://${host}:${port}`;
      await expect(client(origin, [])(`${origin}/x`)).rejects.toMatchObject({ kind: 'config' });
    },
  );

  it('judges the host of a redirect too', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    });
    await expect(client(server.url, ['127.0.0.0/8'])(`${server.url}/x`)).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining('169.254.169.254'),
    });
  });

  it('does not count a refusal against the source', async () => {
    const origin = (await serve()).url.replace('127.0.0.1', 'registry.example');
    const refused = client(origin, [], resolver(['127.0.0.1']).lookup);
    for (let i = 0; i < 8; i++)
      await expect(refused(`${origin}/x`)).rejects.toMatchObject({ kind: 'config' });
    expect(refused.breaker).toBe('closed');
  });
});

describe('ctx.reach', () => {
  const open = (network: string[], net = ['*']) =>
    createCtx({
      source: 'broker',
      config: {},
      manifest: { ...rest.manifest, permissions: { net } },
      secrets: () => undefined,
      log: silentLog,
      signal: new AbortController().signal,
      network,
    });

  it('permits granted addresses and refuses the rest, however they are written', async () => {
    const ctx = await open(['127.0.0.0/8', '::1/128']);
    await expect(ctx.reach('127.0.0.1')).resolves.toBeUndefined();
    await expect(ctx.reach('localhost')).resolves.toBeUndefined();
    const closed = await open([]);
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0177.0.0.1', '[::1]', '10.0.0.1'])
      await expect(closed.reach(host), host).rejects.toMatchObject({ kind: 'config' });
  });

  it('keeps to the hosts that the manifest permits', async () => {
    const ctx = await open(['127.0.0.0/8'], ['*.gov.vn']);
    await expect(ctx.reach('127.0.0.1')).rejects.toMatchObject({
      kind: 'config',
      message: 'broker: connector rest may not call 127.0.0.1',
    });
  });

  it('tells a name without an address from one that is refused', async () => {
    const ctx = await open([]);
    await expect(ctx.reach('nobody.invalid')).rejects.toMatchObject({ kind: 'transient' });
  });

  it('refuses an address in the configuration before anything is called', async () => {
    await expect(
      createCtx({
        source: 'registry',
        config: { baseUrl: 'http://192.168.1.7/api' },
        manifest: rest.manifest,
        secrets: () => undefined,
        log: silentLog,
        signal: new AbortController().signal,
      }),
    ).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('"192.168.1.7/32"') });
  });
});
