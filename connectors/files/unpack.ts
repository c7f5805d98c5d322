import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ConnectorError } from '../../src/sdk/index.ts';
import { readChunks } from './blocks.ts';
import type { ByteSource } from './format.ts';
import { MAX_RATIO, RATIO_FREE_BYTES } from './limits.ts';
import { RefusedFile } from './refusal.ts';

/**
 * Unpacks a gzip file (RFC 1952) to a temporary file, because going on in its middle needs places in the text, and gzip
 * has none. The file has no name any more when this returns: it is gone when it is closed, or when the hub stops.
 * Throws RefusedFile of a bomb or a broken file.
 */
export async function unpackGzip(
  source: ByteSource,
  size: number,
  { name, maxBytes, signal }: { name: string; maxBytes: number; signal: AbortSignal },
): Promise<{ source: ByteSource; size: number }> {
  const temporary = path.join(os.tmpdir(), `hub-files-${randomUUID()}`);
  const file = await open(temporary, 'wx+', 0o600);
  try {
    await unlink(temporary);
    let unpacked = 0;
    const packed = Readable.from(copies(readChunks(source, 0, size, signal)), { objectMode: false });
    const gunzip = createGunzip();
    packed.on('error', (error) => gunzip.destroy(error));
    for await (const chunk of packed.pipe(gunzip) as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > maxBytes)
        throw new RefusedFile('file-too-large', `${name}: unpacks to more than ${maxBytes} bytes`);
      if (unpacked > RATIO_FREE_BYTES && unpacked > size * MAX_RATIO)
        throw new RefusedFile('gzip-bomb', `${name}: grows more than ${MAX_RATIO} times when unpacked`);
      await file.write(chunk);
    }
    return { source: file, size: unpacked };
  } catch (error) {
    await file.close();
    signal.throwIfAborted();
    if (error instanceof ConnectorError) throw error;
    const code = (error as { code?: string }).code ?? '';
    if (code.startsWith('Z_'))
      throw new RefusedFile('gzip-broken', `${name}: is no whole gzip file (${code})`);
    throw new ConnectorError('transient', `${name}: cannot be unpacked (${code || String(error)})`);
  }
}

/** A stream keeps what it was given; the chunks of a source are only good until the next one. */
async function* copies(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}
