import type { FileHandle } from 'node:fs/promises';

export interface Block {
  bytes: Buffer;
  /** Position of its first byte in the file. */
  offset: number;
  /** Nothing follows. */
  final: boolean;
}

const LF = 10;

/** Reads from `offset` whole lines of about `size` bytes, not past `end`; a longer line makes a longer block. */
export async function readBlock(
  handle: FileHandle,
  offset: number,
  end: number,
  size: number,
): Promise<Block> {
  let want = Math.min(size, end - offset);
  for (;;) {
    const bytes = Buffer.allocUnsafe(want);
    let filled = 0;
    while (filled < want) {
      const { bytesRead } = await handle.read(bytes, filled, want - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    // Shorter than it was when we looked: what is there is the rest.
    const final = offset + filled >= end || filled < want;
    const used = final ? filled : bytes.lastIndexOf(LF, filled - 1) + 1;
    if (final || used > 0) return { bytes: bytes.subarray(0, used), offset, final };
    want = Math.min(want * 2, end - offset); // one line longer than a block
  }
}
