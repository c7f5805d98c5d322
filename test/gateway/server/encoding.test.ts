import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseEncoding } from '../../../src/gateway/server/accept-encoding.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

describe('the coding of an answer', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['gzip', 'gzip'],
    ['gzip, br', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['*;q=0.1, br;q=0', 'gzip'],
    ['GZIP;Q=1', 'gzip'],
    ['gzip;q=nonsense', undefined],
    ['deflate, zstd', undefined],
  ])('%s → %s', (header, coding) => expect(chooseEncoding(header)).toBe(coding));

  describe('over HTTP', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startTestServer(trafficSubgraphs(createChannel()));
    });
    afterAll(() => server.close());

    const ask = (query: string, encoding?: string) =>
      server.raw({
        path: `/graphql?query=${encodeURIComponent(query)}`,
        headers: encoding ? { 'accept-encoding': encoding } : {},
      });
    const long = '{ roads(first: 200) { id name } }';

    it('is what the client takes, and the same answer', async () => {
      const plain = await ask(long);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.bytes.length).toBeGreaterThan(5_000);
      const gzip = await ask(long, 'gzip');
      expect(gzip.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(gzip.bytes).toString()).toBe(plain.text);
      const brotli = await ask(long, 'gzip, br');
      expect(brotli.headers['content-encoding']).toBe('br');
      expect(brotliDecompressSync(brotli.bytes).toString()).toBe(plain.text);
      for (const { headers, bytes } of [plain, gzip, brotli]) {
        expect(headers.vary).toContain('accept-encoding');
        expect(Number(headers['content-length'])).toBe(bytes.length);
      }
      expect(brotli.bytes.length).toBeLessThan(plain.bytes.length / 4);
    });

    it('is none for what is small', async () => {
      const small = await ask('{ hello }', 'br, gzip');
      expect(small.headers['content-encoding']).toBeUndefined();
      expect(JSON.parse(small.text)).toEqual({ data: { hello: 'Chào bạn' } });
    });
  });
});
