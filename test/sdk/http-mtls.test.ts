import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHttpAuth } from '../../src/sdk/http/auth.ts';
import { createNetwork } from '../../src/sdk/http/network.ts';
import { type TlsConfig, toClientTls } from '../../src/sdk/http/tls.ts';
import { createHttpClient, type SourceHttpClient } from '../../src/sdk/http-client.ts';

const attributes = (name: string) => [{ name: 'commonName', value: name }];
/** A certificate authority and what it signed; all made here, for this test only. */
async function createAuthority(name: string) {
  const root = await generate(attributes(name), {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const issue = (subject: string, passphrase?: string) =>
    generate(attributes(subject), {
      keyType: 'ec',
      algorithm: 'sha256',
      ca: { key: root.private, cert: root.cert },
      ...(passphrase ? { passphrase } : {}),
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
        { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
      ],
    });
  return { cert: root.cert, issue };
}

let server: Server;
let base: string;
let values: Record<string, string>;
const seen: { path: string; subject: string | undefined }[] = [];
const clients: SourceHttpClient[] = [];

beforeAll(async () => {
  const ours = await createAuthority('Hub test authority');
  const others = await createAuthority('Somebody else');
  const host = await ours.issue('registry');
  const hub = await ours.issue('hub');
  const locked = await ours.issue('hub-locked', 'open it');
  const stranger = await others.issue('stranger');
  values = {
    CA: ours.cert,
    CERT: hub.cert,
    KEY: hub.private,
    LOCKED_CERT: locked.cert,
    LOCKED_KEY: locked.private,
    PASS: 'open it',
    STRANGER_CERT: stranger.cert,
    STRANGER_KEY: stranger.private,
    OTHER_CA: others.cert,
    TEXT: 'not PEM at all',
    CLIENT_SECRET: 'token-secret',
  };
  server = createServer(
    { cert: host.cert, key: host.private, ca: ours.cert, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      const subject = (request.socket as TLSSocket).getPeerCertificate().subject?.CN as string | undefined;
      seen.push({ path: request.url!, subject });
      response.end(request.url === '/token' ? '{"access_token":"t","expires_in":60}' : '{}');
    },
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  for (const client of clients) client.close();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const secret = async (name: string) => values[name]!;

async function open(tls?: TlsConfig, auth?: object): Promise<SourceHttpClient> {
  const found = await toClientTls({ tls }, secret);
  const client = createHttpClient({
    source: 'registry',
    auth: await toHttpAuth({ auth }, secret),
    ...(found ? { tls: found } : {}),
    origins: [base],
    network: createNetwork({ source: 'registry', grants: ['127.0.0.0/8'] }),
    retries: 0,
    log: () => undefined,
    signal: new AbortController().signal,
  });
  clients.push(client);
  return client;
}

describe('client certificate', () => {
  it('is shown to the source and to its token server', async () => {
    seen.length = 0;
    const auth = {
      type: 'oauth2',
      tokenUrl: `${base}/token`,
      clientId: 'hub',
      clientSecret: 'CLIENT_SECRET',
    };
    const client = await open({ cert: 'CERT', key: 'KEY', ca: 'CA' }, auth);
    expect((await client(`${base}/x`)).status).toBe(200);
    expect(seen).toEqual([
      { path: '/token', subject: 'hub' },
      { path: '/x', subject: 'hub' },
    ]);
  });

  it('takes PEM on one line, and a key with a passphrase', async () => {
    values.ONE_LINE = values.KEY!.trim().replaceAll(/\r?\n/g, '\\n');
    expect((await (await open({ cert: 'CERT', key: 'ONE_LINE', ca: 'CA' }))(`${base}/x`)).status).toBe(200);
    const locked = { cert: 'LOCKED_CERT', key: 'LOCKED_KEY', passphrase: 'PASS', ca: 'CA' };
    expect((await (await open(locked))(`${base}/x`)).status).toBe(200);
  });

  it.each([
    ['none', { ca: 'CA' }, 'auth'],
    // Node's server hangs up without the alert that others send, so nothing tells this from a broken line.
    ['one of another authority', { cert: 'STRANGER_CERT', key: 'STRANGER_KEY', ca: 'CA' }, 'transient'],
  ] as const)('with %s the source lets nobody in', async (_what, tls, kind) => {
    seen.length = 0;
    const client = await open(tls);
    await expect(client(`${base}/x`)).rejects.toMatchObject({ kind });
    expect(seen).toEqual([]);
  });

  it.each([
    ['not told whom to trust', { cert: 'CERT', key: 'KEY' }],
    ['told to trust somebody else', { cert: 'CERT', key: 'KEY', ca: 'OTHER_CA' }],
  ] as const)('refuses the source when %s', async (_what, tls) => {
    seen.length = 0;
    await expect((await open(tls))(`${base}/x`)).rejects.toMatchObject({ kind: 'config' });
    expect(seen).toEqual([]);
  });

  it.each([
    ['a key of another certificate', { cert: 'CERT', key: 'STRANGER_KEY' }, /MISMATCH|mismatch/],
    ['what is no PEM', { cert: 'TEXT', key: 'KEY' }, /TEXT, KEY do not make/],
    ['a locked key without its passphrase', { cert: 'LOCKED_CERT', key: 'LOCKED_KEY' }, /LOCKED_KEY/],
    ['a certificate alone', { cert: 'CERT' }, /go together/],
  ] as const)(
    'names the fault of %s before anything is called, never a value',
    async (_what, tls, expected) => {
      const error = await toClientTls({ tls }, secret).then(
        () => expect.unreachable(),
        (thrown) => thrown as Error,
      );
      expect(error).toMatchObject({ kind: 'config', message: expect.stringMatching(expected) });
      const said = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
      for (const value of Object.values(values))
        for (const line of value.split(/\r?\n/).filter((text) => text.length > 12 && !text.startsWith('---')))
          expect(said).not.toContain(line);
    },
  );
});
