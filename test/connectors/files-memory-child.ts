/** Reads everything in a folder, as the hub would, and says on standard output what came and how memory grew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { files } from '../../connectors/files/index.ts';
import { createTestSource } from './create-test-ctx.ts';

const { connector, ctx, stop } = await createTestSource(files, JSON.parse(process.argv[2]!));
const dataset = (await connector.discover(ctx))[0]!;
// proc(5): 5 resets the high-water mark. That of getrusage begins with what the parent process had.
writeFileSync('/proc/self/clear_refs', '5');
const peakMb = () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024;
const before = peakMb();
const puts: unknown[] = [];
const bads: object[] = [];
let longestRaw = 0;
for await (const page of connector.read!(ctx, { dataset, cursor: null, follow: false, pageBytes: 1 << 20 })) {
  for (const change of page.changes) {
    if (change.op === 'put') puts.push(change.data.id);
    if (change.op !== 'bad') continue;
    bads.push({ code: change.code, uri: change.src?.uri, pos: change.src?.pos });
    const { raw } = change;
    longestRaw = Math.max(longestRaw, (typeof raw === 'string' ? raw : JSON.stringify(raw)).length);
  }
  await page.ack?.();
}
await stop();
const grownMb = peakMb() - before;
process.stdout.write(JSON.stringify({ puts, bads, longestRaw, grownMb }));
