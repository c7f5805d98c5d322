import { spawn } from 'node:child_process';
import { QUERY } from './hub/query.ts';
import { runLoad } from './load.ts';

const serve = spawn(
  'node',
  [...(process.env.NF?.split(' ') ?? []), '--import', 'tsx', '/work/main/bench/gateway/hub/serve.ts'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const bed = JSON.parse(await new Promise<string>((r) => serve.stdout!.once('data', (d) => r(String(d)))));
const headers = { authorization: `Bearer ${bed.key}` };
const load = {
  url: bed.url,
  query: QUERY,
  headers,
  connections: 10,
  folder: bed.folder,
  distinct: 'x-hub-case',
};
await runLoad({ ...load, seconds: 3 });
console.log(await runLoad({ ...load, seconds: 6 }));
serve.kill('SIGTERM');
await new Promise((r) => serve.once('exit', r));
