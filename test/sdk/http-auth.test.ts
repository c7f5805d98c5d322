import { createHash, createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuthConfig, toHttpAuth } from '../../src/sdk/http/auth.ts';
import { signComponents } from '../../src/sdk/http/message-signature.ts';
import { createNetwork } from '../../src/sdk/http/network.ts';
import { createHttpClient, type SourceHttpClient } from '../../src/sdk/http-client.ts';
import { createRedactor } from '../../src/sdk/redactor.ts';

interface Asked {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let base: string;
let asked: Asked[];
let answer: (
  request: Asked,
) => [status: number, body: string, headers?: Record<string, string>] | Promise<[number, string]>;
let client: SourceHttpClient | undefined;
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const one = {
    method: request.method!,
    url: request.url!,
    headers: request.headers,
    body: Buffer.concat(parts),
  };
  asked.push(one);
  const [status, body, headers] = await answer(one);
  response.writeHead(status, headers ?? {}).end(body);
});

beforeEach(async () => {
  asked = [];
  answer = () => [200, '{}'];
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  client?.close();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

async function open(auth: AuthConfig, secrets: Record<string, string>): Promise<SourceHttpClient> {
  client = createHttpClient({
    source: 'registry',
    auth: await toHttpAuth({ auth }, async (name) => secrets[name]!),
    origins: [base],
    network: createNetwork({ source: 'registry', grants: ['127.0.0.0/8'] }),
    retries: 0,
    log: () => undefined,
    signal: new AbortController().signal,
  });
  return client;
}

const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8') =>
  key.export({ format: 'pem', type: type as 'pkcs8' }).toString();

describe('bearer', () => {
  it('sends the token', async () => {
    await (await open({ type: 'bearer', token: 'TOKEN' }, { TOKEN: 'abc.def' }))(`${base}/x`);
    expect(asked[0]!.headers.authorization).toBe('Bearer abc.def');
  });
});

describe('privateKeyJwt', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  /** A token server that knows the client's public key, as RFC 7523 §3 wants it. */
  const judge =
    (publicKey: KeyObject, seen: string[], audience?: string) =>
    async ({ url, body, headers }: Asked): Promise<[number, string]> => {
      if (url !== '/token') return [headers.authorization === 'Bearer granted' ? 200 : 401, '{}'];
      const form = new URLSearchParams(body.toString());
      if (form.get('grant_type') !== 'client_credentials') return [400, '{}'];
      if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
        return [400, '{}'];
      try {
        const { payload } = await jwtVerify(form.get('client_assertion')!, publicKey, {
          issuer: 'hub',
          subject: 'hub',
          audience: audience ?? `${base}/token`,
          requiredClaims: ['exp', 'iat', 'jti'],
        });
        if (payload.exp! - payload.iat! !== 60 || seen.includes(payload.jti!)) return [400, '{}'];
        seen.push(payload.jti!);
        return [200, '{"access_token":"granted","expires_in":3600}'];
      } catch {
        return [401, '{}'];
      }
    };
  const config = (more: object = {}): AuthConfig => ({
    type: 'privateKeyJwt',
    tokenUrl: `${base}/token`,
    clientId: 'hub',
    key: 'KEY',
    ...more,
  });

  it.each([
    ['RS256', rsa, 'pkcs8'],
    ['PS256', rsa, 'pkcs1'],
    ['ES256', ec, 'sec1'],
  ] as const)('is verified by a token server: %s', async (algorithm, pair, type) => {
    const seen: string[] = [];
    answer = judge(pair.publicKey, seen);
    const http = await open(config({ algorithm, keyId: 'k-1', scope: 'read' }), {
      KEY: pem(pair.privateKey, type),
    });
    expect((await http(`${base}/x`)).status).toBe(200);
    expect(seen).toHaveLength(1);
    const form = new URLSearchParams(asked[0]!.body.toString());
    expect(form.get('scope')).toBe('read');
    expect(decodeProtectedHeader(form.get('client_assertion')!)).toEqual({
      alg: algorithm,
      typ: 'JWT',
      kid: 'k-1',
    });
  });

  it('makes a fresh assertion for each token, for the audience that the server wants', async () => {
    const seen: string[] = [];
    answer = judge(rsa.publicKey, seen, 'https://idp.example.vn');
    const http = await open(config({ audience: 'https://idp.example.vn' }), { KEY: pem(rsa.privateKey) });
    await http(`${base}/x`);
    const inner = answer;
    let refuse = true;
    answer = (request) => {
      if (request.url === '/token' || !refuse) return inner(request);
      refuse = false;
      return [401, '{}'];
    };
    expect((await http(`${base}/x`)).status).toBe(200);
    expect(new Set(seen).size).toBe(2);
  });

  it('takes PEM on one line, and a key with a passphrase', async () => {
    answer = judge(rsa.publicKey, []);
    const oneLine = pem(rsa.privateKey).replaceAll('\n', '\\n');
    expect((await (await open(config(), { KEY: oneLine }))(`${base}/x`)).status).toBe(200);
    client!.close();
    const locked = rsa.privateKey
      .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'open it' })
      .toString();
    const http = await open(config({ passphrase: 'PASS' }), { KEY: locked, PASS: 'open it' });
    expect((await http(`${base}/x`)).status).toBe(200);
  });

  it('is refused with another key, and says nothing of it', async () => {
    answer = judge(ec.publicKey, []);
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const http = await open(config({ algorithm: 'ES256' }), { KEY: pem(other.privateKey) });
    await expect(http(`${base}/x`)).rejects.toMatchObject({ kind: 'auth' });
  });

  it.each([
    ['what is no key', 'not a key at all', 'RS256', /secret KEY holds no private key/],
    ['a broken key', pem(rsa.privateKey).replace(/.{200}/s, 'x'), 'RS256', /secret KEY holds no private key/],
    ['a key of another kind', pem(ec.privateKey), 'RS256', /cannot sign RS256/],
  ] as const)('names the fault of %s, never the key', async (_what, value, algorithm, expected) => {
    const run = async () => (await open(config({ algorithm }), { KEY: value }))(`${base}/x`);
    const error = await run().then(
      () => expect.unreachable(),
      (thrown) => thrown as Error,
    );
    expect(error).toMatchObject({ kind: 'config', message: expect.stringMatching(expected) });
    const said = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
    for (const line of value.split('\n').filter((text) => text.length > 12 && !text.startsWith('---')))
      expect(said).not.toContain(line);
    expect(asked.filter(({ url }) => url === '/token')).toHaveLength(0);
  });

  it('is taken out of the log line by line, joined or escaped', () => {
    const value = pem(rsa.privateKey);
    const redactor = createRedactor();
    redactor.add(value);
    const lines = value.split('\n').filter((line) => line && !line.startsWith('---'));
    for (const text of [value, lines[3]!, lines.join(''), JSON.stringify(value), lines.at(-1)!]) {
      const said = redactor.redact(`error near ${text}!`);
      for (const line of lines.filter(({ length }) => length >= 16)) expect(said).not.toContain(line);
    }
    expect(redactor.redact('-----BEGIN is no secret')).toBe('-----BEGIN is no secret');
    const oneLine = createRedactor();
    oneLine.add(value.replaceAll('\n', '\\n'));
    expect(oneLine.redact(`near ${lines[3]}`)).toBe('near ***');
  });
});

describe('hmac (RFC 9421)', () => {
  const secret = 'shared secret of the registry';
  const config = (more: object = {}): AuthConfig => ({
    type: 'hmac',
    keyId: 'hub-1',
    secret: 'SECRET',
    ...more,
  });

  it('makes the signature of RFC 9421, appendix B.2.5', () => {
    const key = Buffer.from(
      'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==',
      'base64',
    );
    const made = signComponents(
      key,
      [
        ['date', 'Tue, 20 Apr 2021 02:07:55 GMT'],
        ['@authority', 'example.com'],
        ['content-type', 'application/json'],
      ],
      'created=1618884473;keyid="test-shared-secret"',
    );
    expect(made).toEqual({
      input: '("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
      signature: 'pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=',
    });
  });

  /** A verifier of its own: reads the headers, rebuilds the base from what arrived, compares. */
  function verify({ method, url, headers, body }: Asked, key: Buffer, label = 'sig1') {
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    if (headers['content-digest'] !== digest) return undefined;
    const all = String(headers['signature-input']);
    if (!all.startsWith(`${label}=`)) return undefined;
    const input = all.slice(label.length + 1);
    const covered = [...input.slice(1, input.indexOf(')')).matchAll(/"([^"]+)"/g)].map((match) => match[1]!);
    const values: Record<string, string> = { '@method': method, '@target-uri': base + url };
    const lines = covered.map((name) => `"${name}": ${values[name] ?? headers[name]}`);
    const expected = createHmac('sha256', key)
      .update(`${lines.join('\n')}\n"@signature-params": ${input}`)
      .digest('base64');
    if (headers.signature !== `${label}=:${expected}:`) return undefined;
    const parameters = Object.fromEntries(
      [...input.matchAll(/;(\w+)=("[^"]*"|\d+)/g)].map((match) => [match[1], match[2]!.replaceAll('"', '')]),
    );
    return { covered, ...parameters } as Record<string, unknown>;
  }

  it('is verified independently, for a GET with a query and a POST with a body', async () => {
    const http = await open(config(), { SECRET: secret });
    await http(`${base}/a/b?x=1&y=%C4%91%20z#part`);
    await http(`${base}/a`, { method: 'POST', body: 'biển số' });
    await http(`${base}/a`, { method: 'POST', body: Uint8Array.of(0, 255, 10) });
    const seen = asked.map((request) => verify(request, Buffer.from(secret)));
    for (const one of seen) {
      expect(one).toMatchObject({
        covered: ['@method', '@target-uri', 'content-digest'],
        keyid: 'hub-1',
        alg: 'hmac-sha256',
      });
      expect(Math.abs(Number(one!.created) - Date.now() / 1000)).toBeLessThan(30);
    }
    expect(new Set(seen.map((one) => one!.nonce)).size).toBe(3);
    expect(verify({ ...asked[1]!, body: Buffer.from('biển số.') }, Buffer.from(secret))).toBeUndefined();
    expect(verify({ ...asked[0]!, url: '/a/b?x=2' }, Buffer.from(secret))).toBeUndefined();
    expect(verify({ ...asked[0]!, method: 'PUT' }, Buffer.from(secret))).toBeUndefined();
    expect(verify(asked[0]!, Buffer.from('another'))).toBeUndefined();
  });

  it('covers further headers, takes a base64 secret and another label', async () => {
    const key = Buffer.from([1, 2, 3, 250, 251, 252]);
    const http = await open(config({ encoding: 'base64', label: 'hub', headers: ['X-Road-Client'] }), {
      SECRET: key.toString('base64'),
    });
    await http(`${base}/x`, { headers: { 'x-road-client': 'VN/GOV/24/HUB' } });
    expect(verify(asked[0]!, key, 'hub')).toMatchObject({
      covered: ['@method', '@target-uri', 'content-digest', 'x-road-client'],
    });
    await expect(http(`${base}/x`)).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining('X-Road-Client'),
    });
    expect(asked).toHaveLength(1);
  });

  it('signs the URL that a redirect leads to anew', async () => {
    answer = ({ url }) => (url === '/old' ? [302, '', { location: '/new' }] : [200, '{}']);
    await (await open(config(), { SECRET: secret }))(`${base}/old`);
    expect(asked.map(({ url }) => url)).toEqual(['/old', '/new']);
    for (const request of asked) expect(verify(request, Buffer.from(secret))).toBeDefined();
  });
});
