/**
 * A line between the hub and an owner, in a process of its own: so many Mbit/s towards the hub, half a round trip later.
 *
 *     argv: HOST PORT MBIT ROUND_TRIP_MS
 */
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const [host, port, mbit, roundTripMs] = process.argv.slice(2);
const bytesPerMs = (Number(mbit) * 1_000_000) / 8 / 1_000;

const server = createServer((hub) => {
  const owner = connect({ host: host!, port: Number(port) });
  const end = () => {
    hub.destroy();
    owner.destroy();
  };
  for (const socket of [hub, owner]) socket.setNoDelay(true).on('error', end).on('close', end);
  hub.pipe(owner);
  void (async () => {
    // When the last byte so far has left the line; what comes while it is busy waits in the owner's socket.
    let freeAt = 0;
    for await (const chunk of owner as AsyncIterable<Buffer>) {
      const now = performance.now();
      freeAt = Math.max(now + Number(roundTripMs), freeAt) + chunk.length / bytesPerMs;
      // Timers are late by up to a millisecond: the next chunk's share makes up for it.
      if (freeAt > now) await sleep(freeAt - now);
      hub.write(chunk);
    }
  })().catch(end);
});
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
