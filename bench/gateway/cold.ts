import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { serveSupergraph } from '../../src/gateway/standalone/serve.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { prepareBed } from './bed.ts';
import { QUERY } from './graph/subgraphs.ts';

/** First answer after start and after reload, beside the median of 300 warm ones, one at a time. Fresh process, `--cold` without warm-up. */
const bed = await prepareBed();
const operations = path.join(bed.folder, 'operations');
await mkdir(operations);
await writeFile(path.join(operations, 'bench.graphql'), QUERY);
const supergraphSdl = await readFile(bed.supergraph, 'utf8');
const isCold = process.argv.includes('--cold');
const gateway = await serveSupergraph({
  supergraphSdl,
  port: 0,
  host: '127.0.0.1',
  log: silentLog,
  ...(isCold ? {} : { operations }),
});

async function ask(query = QUERY): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  await response.arrayBuffer();
  return performance.now() - started;
}

// The client and the connection are not what is measured.
for (let request = 0; request < 5; request++) await ask('{ __typename }');
const first = await ask();
const warm: number[] = [];
for (let request = 0; request < 300; request++) warm.push(await ask());
const p50 = warm.sort((a, b) => a - b)[150]!;
await gateway.reload(`${supergraphSdl}\n# changed`);
await wait(50);
const afterReload = await ask();
console.log(
  JSON.stringify({
    warmUp: !isCold,
    firstMs: first,
    p50Ms: p50,
    afterReloadMs: afterReload,
    first: first / p50,
    afterReload: afterReload / p50,
  }),
);
await gateway.close();
bed.close();
