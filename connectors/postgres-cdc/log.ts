import type pg from 'pg';
import { type Pgoutput, PgoutputPlugin } from 'pg-logical-replication';
import type { Ctx } from '../../src/sdk/index.ts';
import type { CdcConfig } from './config.ts';
import { printLsn, toStatusUpdate } from './lsn.ts';
import { openSession } from './session.ts';

/** Messages held before the socket is left alone, and from when on it is read again. */
const MOST_AHEAD = 1_000;
const FEW_AHEAD = 250;

export type LogMessage =
  | { kind: 'change'; message: Pgoutput.Message; bytes: number }
  /** Everything before `lsn` has been sent. */
  | { kind: 'keepalive'; lsn: bigint };

/** The log of one slot, as long as one connection lives. */
export interface Log {
  /** The next message; undefined = nothing for `ms` milliseconds. Throws when the connection has ended. */
  next(ms: number): Promise<LogMessage | undefined>;
  /** Nothing has arrived that was not taken. */
  isDrained(): boolean;
  confirm(lsn: bigint): void;
  close(): Promise<void>;
}

/** What pg does not describe of its connection. */
interface RawConnection {
  on(event: 'copyData', listener: (message: { chunk: Buffer }) => void): void;
  sendCopyFromChunk(chunk: Buffer): void;
  stream: { pause(): void; resume(): void; destroy(): void };
}

/**
 * The decoder is the library's; the transport is not its service, which confirms one byte too far (2.5.0), confirms by
 * itself, and lets a keepalive overtake changes that wait in its queue.
 */
export async function openLog(
  ctx: Ctx<CdcConfig>,
  options: { slot: string; publication: string; from: bigint; confirmed: bigint },
): Promise<Log> {
  const client = await openSession(ctx, true);
  const { connection } = client as pg.Client & { connection: RawConnection };
  const plugin = new PgoutputPlugin({ protoVersion: 1, publicationNames: [options.publication] });
  const queue: LogMessage[] = [];
  let { confirmed } = options;
  let failure: Error | undefined;
  let isPaused = false;
  let isClosed = false;
  let wake: () => void = () => undefined;

  const sendStatus = () => {
    if (!failure && !isClosed) connection.sendCopyFromChunk(toStatusUpdate(confirmed, Date.now()));
  };
  const fail = (error: unknown) => {
    failure ??= error instanceof Error ? error : new Error(String(error));
    wake();
  };
  const take = (chunk: Buffer) => {
    if (chunk[0] === 0x77) {
      const message = plugin.parse(chunk.subarray(25)) as Pgoutput.Message;
      // Values stay the text that the server printed. The decoder keeps this object for the rows that follow.
      if (message.tag === 'relation')
        for (const column of message.columns) column.parser = (text: string) => text;
      queue.push({ kind: 'change', message, bytes: chunk.length });
    } else if (chunk[0] === 0x6b) {
      queue.push({ kind: 'keepalive', lsn: chunk.readBigUInt64BE(1) });
      if (chunk[17] === 1) sendStatus();
    }
    if (queue.length > MOST_AHEAD && !isPaused) {
      isPaused = true;
      connection.stream.pause();
    }
    wake();
  };
  connection.on('copyData', ({ chunk }) => {
    try {
      take(chunk);
    } catch (error) {
      fail(error); // a message that cannot be decoded: the connection is given up, and said why
    }
  });
  client.on('error', fail);
  client.on('end', () => fail(new Error('connection ended')));
  plugin
    .start(client, options.slot, printLsn(options.from))
    .then(() => fail(new Error('the log has ended')), fail);
  const timer = setInterval(sendStatus, ctx.config.heartbeatMs);

  return {
    isDrained: () => queue.length === 0,
    async next(ms) {
      if (queue.length === 0 && !failure) {
        await new Promise<void>((resolve) => {
          const timeout = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timeout);
            resolve();
          };
          ctx.signal.addEventListener('abort', wake, { once: true });
        });
        ctx.signal.removeEventListener('abort', wake);
      }
      const message = queue.shift();
      if (message && isPaused && queue.length < FEW_AHEAD) {
        isPaused = false;
        connection.stream.resume();
      }
      if (!message && failure) throw failure;
      return message;
    },
    confirm(lsn) {
      if (lsn > confirmed) confirmed = lsn;
      sendStatus();
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(timer);
      // A paused socket would never see its end.
      connection.stream.resume();
      queue.length = 0;
      const late = setTimeout(() => connection.stream.destroy(), 500);
      await client.end().catch(() => undefined); // it was cut already: there is nothing left to end
      clearTimeout(late);
    },
  };
}
