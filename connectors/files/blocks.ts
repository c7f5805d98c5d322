import type { ByteSource } from './format.ts';

export interface Block {
  bytes: Buffer;
  /** Nothing follows. */
  final: boolean;
  /** The first line is longer than the limit; `bytes` is its beginning. */
  endless: boolean;
}

const LF = 10;
const CHUNK_BYTES = 256 * 1024;

/** Reads until `length` bytes are there or the file ends. */
export async function fill(
  source: ByteSource,
  bytes: Buffer,
  length: number,
  position: number,
): Promise<number> {
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await source.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Reads from `offset` whole lines of about `size` bytes, not past `end`; a longer line makes a block up to `limit`. */
export async function readBlock(
  source: ByteSource,
  offset: number,
  end: number,
  size: number,
  limit: number,
): Promise<Block> {
  let want = Math.min(size, end - offset);
  for (;;) {
    const bytes = Buffer.allocUnsafe(want);
    const filled = await fill(source, bytes, want, offset);
    // Shorter than it was when we looked: what is there is the rest.
    const final = offset + filled >= end || filled < want;
    const used = final ? filled : bytes.lastIndexOf(LF, filled - 1) + 1;
    if (final || used > 0) return { bytes: bytes.subarray(0, used), final, endless: false };
    if (want >= limit) return { bytes, final, endless: true };
    want = Math.min(want * 2, limit, end - offset); // one line longer than a block
  }
}

/** First byte after the next line end, or `end`. */
export async function findLineEnd(
  source: ByteSource,
  offset: number,
  end: number,
  signal: AbortSignal,
): Promise<number> {
  for await (const bytes of readChunks(source, offset, end, signal)) {
    const found = bytes.indexOf(LF);
    if (found !== -1) return offset + found + 1;
    offset += bytes.length;
  }
  return offset;
}

/** The bytes [from, to) one piece after the other. Each piece is only good until the next one is asked for. */
export async function* readChunks(
  source: ByteSource,
  from: number,
  to: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const bytes = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(0, to - from)));
  for (let position = from; position < to; ) {
    signal.throwIfAborted();
    const filled = await fill(source, bytes, Math.min(bytes.length, to - position), position);
    if (filled === 0) return;
    yield bytes.subarray(0, filled);
    position += filled;
  }
}
