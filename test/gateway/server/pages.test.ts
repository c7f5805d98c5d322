import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTempFolder, startTestServer, type TestServer } from '../support/server.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

describe('pages', () => {
  let server: TestServer;
  let root: string;
  beforeAll(async () => {
    root = await makeTempFolder();
    await mkdir(path.join(root, 'site/assets'), { recursive: true });
    await mkdir(path.join(root, 'site-other'));
    await writeFile(path.join(root, 'secret.txt'), 'secret');
    await writeFile(path.join(root, 'site-other/secret.txt'), 'secret');
    await writeFile(path.join(root, 'site/index.html'), '<h1>Khám phá</h1>');
    await writeFile(path.join(root, 'site/.env'), 'secret');
    await writeFile(path.join(root, 'site/assets/app-B1a2C3d4.js'), 'export {}');
    await symlink(path.join(root, 'secret.txt'), path.join(root, 'site/link.txt'));
    server = await startTestServer(trafficSubgraphs(createChannel()), {
      pages: { '/kham-pha': path.join(root, 'site'), '/assets/': path.join(root, 'site/assets') },
    });
  });
  afterAll(async () => {
    await server.close();
    await rm(root, { recursive: true });
  });

  /** Sends a path as it is; fetch would tidy it. */
  const get = (rawPath: string): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      request({ port: server.port, host: '127.0.0.1', path: rawPath }, (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode!, body }));
      })
        .on('error', reject)
        .end();
    });

  it.each(['/kham-pha', '/kham-pha/', '/kham-pha/index.html'])('shows the page at %s', async (address) => {
    const response = await fetch(server.url + address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port}`);
    expect(await response.text()).toContain('Khám phá');
  });

  it('lets hashed assets be kept, and answers 304 for what is known', async () => {
    const response = await fetch(`${server.url}/assets/app-B1a2C3d4.js`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const etag = response.headers.get('etag')!;
    const again = await fetch(`${server.url}/assets/app-B1a2C3d4.js`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('packs what is large and not packed already, under a tag of its own', async () => {
    const text = 'export const đường = 1;\n'.repeat(500);
    await writeFile(path.join(root, 'site/assets/large.js'), text);
    await writeFile(path.join(root, 'site/assets/large.png'), text);
    const ask = (name: string, headers: Record<string, string>) =>
      server.raw({ path: `/assets/${name}`, headers });
    const plain = await ask('large.js', {});
    const packed = await ask('large.js', { 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.bytes).toString()).toBe(text);
    expect(plain.text).toBe(text);
    expect(packed.headers.vary).toBe('accept-encoding');
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    const known = { 'accept-encoding': 'gzip', 'if-none-match': packed.headers.etag! };
    expect((await ask('large.js', known)).status).toBe(304);
    const image = await ask('large.png', { 'accept-encoding': 'gzip, br' });
    expect(image.headers['content-encoding']).toBeUndefined();
  });

  it.each([
    '/kham-pha/../secret.txt',
    '/kham-pha/%2e%2e/secret.txt',
    '/kham-pha/..%2fsecret.txt',
    '/kham-pha/..%2fsite-other/secret.txt',
    '/kham-pha/assets/..%5c..%5csecret.txt',
    '/kham-pha/%00',
    '/kham-pha/%',
    '/kham-pha/.env',
    '/kham-pha/link.txt',
    '/kham-pha/assets',
    '/kham-pha-other',
    '//',
    '/http://[',
  ])('shows nothing at %s', async (address) => {
    const { status, body } = await get(address);
    expect(status).toBe(404);
    expect(body).not.toContain('secret"');
    expect(JSON.parse(body).code).toBe('HUB_HTTP_NOT_FOUND');
  });

  it('does not take writes', async () => {
    expect((await fetch(`${server.url}/kham-pha`, { method: 'POST' })).status).toBe(404);
  });
});
