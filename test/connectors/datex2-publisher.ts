import { Writable } from 'node:stream';
import { afterEach } from 'vitest';
import { datex2 } from '../../connectors/datex2/index.ts';
import { createLog } from '../../src/kernel/log.ts';
import { createLoopbackServer, type LoopbackServer } from '../conformance/loopback-server.ts';
import { createTestSource, type ReadOptions, readPages } from './create-test-ctx.ts';

/** What the publisher gives to whoever asks. */
export interface Served {
  body: string | Buffer;
  headers?: Record<string, string>;
  /** Says more bytes than it sends, then cuts the connection. */
  cutAfter?: number;
}

const releases: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0)) await release();
});

/** A publisher whose document can be exchanged, and the connector reading it. */
export async function openPublisher(kind: string, first: Served) {
  let served = first;
  const asked: Record<string, unknown>[] = [];
  const logged: Record<string, unknown>[] = [];
  const server: LoopbackServer = await createLoopbackServer((request, response) => {
    asked.push(request.headers);
    const { body, headers = {}, cutAfter } = served;
    if (headers.etag && request.headers['if-none-match'] === headers.etag)
      return response.writeHead(304).end();
    const bytes = Buffer.from(body);
    response.writeHead(200, { ...headers, 'content-length': bytes.length });
    if (cutAfter === undefined) return response.end(bytes);
    return response.write(bytes.subarray(0, cutAfter), () => response.socket?.destroy());
  });
  const log = createLog(
    'info',
    new Writable({
      write(chunk, _encoding, done) {
        logged.push(JSON.parse(String(chunk)));
        done();
      },
    }),
  );
  const config = { datasets: [{ kind, url: `${server.url}/d.xml?token=t` }] };
  const source = await createTestSource(datex2, config, { log, http: { retries: 0 } });
  releases.push(async () => {
    await source.stop();
    await server.close();
  });
  return {
    ...source,
    asked,
    logged,
    serve: (next: Served) => {
      served = next;
    },
    read: (options?: ReadOptions) => readPages(source.connector, source.ctx, kind, options),
  };
}
