import type { SFTPWrapper } from 'ssh2';
import type { ByteSource } from '../format.ts';
import { toSftpError } from './sftp-session.ts';

/** What every server gives in one answer (draft-ietf-secsh-filexfer-02, 3: packets of 34,000 bytes). */
const PIECE_BYTES = 32 * 1024;

/** Questions on their way at one time: a distant server answers as fast as a near one. */
const PIECES = 16;

/** SSH_FX_EOF */
const EOF = 1;

/** Random access to one remote file. A connection that ends answers nothing: whoever waits then is told here. */
export async function openRemote(
  sftp: SFTPWrapper,
  remote: string,
  label: string,
  signal: AbortSignal,
): Promise<ByteSource> {
  let isGone = false;
  const waiting = new Set<(error: Error) => void>();
  sftp.once('close', () => {
    isGone = true;
    for (const reject of waiting) reject(new Error('the connection has ended'));
  });
  const ask = async <T>(question: (done: (error: unknown, value: T) => void) => void): Promise<T> => {
    let giveUp: ((error: Error) => void) | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        if (isGone) return reject(new Error('the connection has ended'));
        giveUp = reject;
        waiting.add(reject);
        question((error, value) => (error ? reject(error) : resolve(value)));
      });
    } catch (error) {
      signal.throwIfAborted();
      throw toSftpError(error, label);
    } finally {
      if (giveUp) waiting.delete(giveUp);
    }
  };
  const handle = await ask<Buffer>((done) => sftp.open(remote, 'r', done));

  const readPiece = (into: Buffer, at: number, length: number, position: number) =>
    ask<number>((done) =>
      sftp.read(handle, into, at, length, position, (error, bytesRead) => {
        if ((error as { code?: unknown } | undefined)?.code === EOF) done(undefined, 0);
        else done(error, bytesRead);
      }),
    );

  return {
    async read(into, at, length, position) {
      const count = Math.min(PIECES, Math.ceil(length / PIECE_BYTES));
      const pieces = Array.from({ length: count }, (_, i) => {
        const start = i * PIECE_BYTES;
        return readPiece(into, at + start, Math.min(PIECE_BYTES, length - start), position + start);
      });
      const read = await Promise.all(pieces);
      // Only what hangs together counts; a short piece is read again from where it ended.
      let bytesRead = 0;
      for (const [i, got] of read.entries()) {
        bytesRead += got;
        if (got < Math.min(PIECE_BYTES, length - i * PIECE_BYTES)) break;
      }
      return { bytesRead };
    },
    async close() {
      if (isGone || signal.aborted) return; // the server has forgotten the handle with the connection
      // Its answer does not matter: at the latest the handle goes with the connection.
      await new Promise<void>((resolve) => {
        sftp.once('close', resolve);
        sftp.close(handle, () => {
          sftp.off('close', resolve);
          resolve();
        });
      });
    },
  };
}
