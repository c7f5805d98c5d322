/**
 * The hub of bench/connectors/memory.ts: one sync in a process of its own, which made none of the data. Says its resident
 * memory after every page. Nothing is collected by force.
 *
 *     argv: STORE_URL SOURCE_JSON
 */
import 'reflect-metadata';
import { migrations } from '../../migrations/index.ts';
import { openStore } from '../../src/store/store.ts';
import { flowCase } from '../ingest/flow.case.ts';
import type { Sample } from './memory-sample.ts';
import type { Upstream } from './upstream/upstream.ts';
import { syncFrom } from './upstream/whole-path.ts';

const [url, json] = process.argv.slice(2);
const upstream = JSON.parse(json!) as Pick<Upstream, 'name' | 'source' | 'environment'>;
const opened = await openStore({ url: url!, datasets: [flowCase.dataset], migrations });
let rows = 0;
const door: typeof opened.door = {
  ...opened.door,
  write: async (dataset, page) => {
    const result = await opened.door.write(dataset, page);
    rows += page.puts.length;
    const { rss, heapUsed: heap } = process.memoryUsage();
    process.send!({ rows, rss, heap } satisfies Sample);
    return result;
  },
};
await syncFrom({ pool: opened.pool, door }, upstream);
await opened.close();
process.disconnect();
