import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, expect, it } from 'vitest';
import { ogc } from '../../connectors/ogc/index.ts';
import type { Change } from '../../src/sdk/index.ts';
import { createTestSource } from './create-test-ctx.ts';

const FEATURES = 20_000;
/** About 1 kB, so that the collection is 20 MB. */
const feature = (n: number) =>
  JSON.stringify({ type: 'Feature', id: n, properties: { text: 'x'.repeat(900) }, geometry: null });

const releases: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of releases.splice(0).reverse()) await end();
});

it('a collection is read while it arrives: the source is held back while nobody takes pages', async () => {
  let sent = 0;
  function* document() {
    yield '{"type":"FeatureCollection","features":[';
    for (let n = 0; n < FEATURES; n++) {
      const text = `${n === 0 ? '' : ','}${feature(n)}`;
      sent += text.length;
      yield text;
    }
    yield ']}';
  }
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/geo+json' });
    // The client may leave half way; that is its right.
    pipeline(Readable.from(document()), response).catch(() => {});
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  releases.push(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  const { connector, ctx, stop } = await createTestSource(
    ogc,
    {
      protocol: 'geojson',
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      datasets: [{ name: 'big', collection: 'big.geojson' }],
    },
    { network: ['127.0.0.0/8'] },
  );
  releases.push(stop);

  const dataset = (await connector.discover(ctx))[0]!;
  sent = 0;
  const counts = new Map<Change['op'], number>();
  let pages = 0;
  for await (const page of connector.read!(ctx, {
    dataset,
    cursor: null,
    follow: false,
    pageBytes: 256 * 1024,
  })) {
    pages += 1;
    if (pages === 1) {
      await new Promise((waited) => setTimeout(waited, 200));
      // Buffers of two sockets and of the decoder hold some; the 20 MB are still at the source.
      expect(sent).toBeLessThan(12_000_000);
    }
    for (const { op } of page.changes) counts.set(op, (counts.get(op) ?? 0) + 1);
  }
  expect(counts).toEqual(new Map([['put', FEATURES]]));
  expect(pages).toBeGreaterThan(50);
});
