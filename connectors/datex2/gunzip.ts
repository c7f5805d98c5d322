import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ConnectorError } from '../../src/sdk/index.ts';

/**
 * The document itself when it is served as a gzip file (`.xml.gz`, no Content-Encoding), told by its first two bytes;
 * anything else as it is. How much comes out is bounded by whoever reads it.
 */
export async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  async function* all() {
    try {
      if (head.length > 0) yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* all();
    return;
  }
  const source = Readable.from(all());
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip) as AsyncIterable<Buffer>;
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    // Cut off: it may be whole the next time. Any other fault of zlib: it is not what it says it is.
    if (code === 'Z_BUF_ERROR') throw new ConnectorError('transient', 'the gzip file ends too early');
    if (code.startsWith('Z_')) throw new ConnectorError('drift', `the gzip file is damaged (${code})`);
    throw error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}
