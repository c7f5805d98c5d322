import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nkeys } from '@nats-io/transport-node';
import { generate } from 'selfsigned';
import { describe, expect, it } from 'vitest';
import { nats } from '../../connectors/nats/index.ts';
import { freePort } from '../conformance/loopback-server.ts';
import { createTestSource } from './create-test-ctx.ts';
import { NATS_SERVER, natsServer } from './nats-server.ts';
import { createOwnServer, type OwnServer } from './own-server.ts';

/** A server that lets in only as `settings` (its configuration language) say. */
async function startServer(settings: (dir: string) => string | Promise<string>): Promise<OwnServer> {
  const port = await freePort();
  const server = await createOwnServer(NATS_SERVER, port, async (dir) => {
    const file = path.join(dir, 'server.conf');
    const data = path.join(dir, 'data');
    await writeFile(
      file,
      `listen: "127.0.0.1:${port}"\njetstream { store_dir: "${data}" }\n${await settings(dir)}\n`,
    );
    return ['-c', file];
  });
  await server.start();
  return server;
}

/** What `check` says of it: nothing is there to read, so being let in shows as "no such stream". */
async function check(server: OwnServer, scheme: string, config: object, secrets: Record<string, string>) {
  const { connector, ctx, stop } = await createTestSource(
    nats,
    {
      servers: [`${scheme}://localhost:${server.port}`],
      stream: 'NONE',
      durable: 'hub',
      datasets: [{ name: 'x', filterSubjects: ['x'], key: ['id'] }],
      ...config,
    },
    { secrets },
  );
  try {
    return await connector.check(ctx).then(
      () => 'ok',
      ({ kind, message }: { kind: string; message: string }) =>
        /no such stream/.test(message) ? 'let in' : kind,
    );
  } finally {
    await stop();
  }
}

describe.skipIf(!natsServer.isThere)(`${natsServer.title}: who is let in`, () => {
  it('a token', async () => {
    const server = await startServer(() => 'authorization { token: "planted-token-1" }');
    expect(await check(server, 'nats', { token: 'T' }, { T: 'planted-token-1' })).toBe('let in');
    expect(await check(server, 'nats', { token: 'T' }, { T: 'planted-token-2' })).toBe('auth');
    expect(await check(server, 'nats', {}, {})).toBe('auth');
    await server.remove();
  });

  it('an nkey', async () => {
    const [ours, other] = [nkeys.createUser(), nkeys.createUser()];
    const seedOf = (pair: typeof ours) => new TextDecoder().decode(pair.getSeed());
    const server = await startServer(() => `authorization { users: [{ nkey: "${ours.getPublicKey()}" }] }`);
    expect(await check(server, 'nats', { nkey: 'SEED' }, { SEED: seedOf(ours) })).toBe('let in');
    expect(await check(server, 'nats', { nkey: 'SEED' }, { SEED: seedOf(other) })).toBe('auth');
    expect(await check(server, 'nats', { nkey: 'SEED' }, { SEED: 'no seed' })).not.toBe('let in');
    await server.remove();
  });

  it('only who trusts its authority, over TLS', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    });
    const server = await startServer(async (dir) => {
      const [certFile, keyFile] = [path.join(dir, 'cert.pem'), path.join(dir, 'key.pem')];
      await writeFile(certFile, cert);
      await writeFile(keyFile, key);
      return `tls { cert_file: "${certFile}", key_file: "${keyFile}" }`;
    });
    const ca = await readFile(path.join(server.dir, 'cert.pem'), 'utf8');
    expect(await check(server, 'tls', { tls: { ca: 'CA' } }, { CA: ca })).toBe('let in');
    expect(await check(server, 'tls', {}, {})).toBe('transient');
    await server.remove();
  });
});
