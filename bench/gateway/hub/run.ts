import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort } from '../bed.ts';
import { median } from '../figures.ts';
import { type Load, runLoad } from '../load.ts';
import { type HubBed, hubContenders } from './contenders.ts';
import { QUERY } from './query.ts';

/**
 * The hub's own query over six subgraphs, to the hub and to gateways that reach the same subgraphs over HTTP: the same
 * process of subgraphs, the same PostgreSQL, the same two processors, nothing kept to one of them.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '10' },
  },
});
const seconds = Number(values.seconds);
const connections = Number(values.connections);

const serve = spawn('node', ['--import', 'tsx', fileURLToPath(new URL('serve.ts', import.meta.url))], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const line = await new Promise<string>((resolve, reject) => {
  serve.stdout!.once('data', (data) => resolve(String(data)));
  serve.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)));
});
const bed = JSON.parse(line) as HubBed;
const headers = { authorization: `Bearer ${bed.key}` };
const measured = new Map<string, Load[]>();
let agreed: string | undefined;
try {
  for (let round = 0; round < Number(values.rounds); round++)
    for (const { name, start, distinct } of hubContenders) {
      const port = await freePort();
      const started = await start(bed, port);
      try {
        const answer = await firstAnswer(started.url);
        agreed ??= answer;
        if (answer !== agreed) throw new Error(`${name} answers something else: ${answer.slice(0, 300)}`);
        const load = {
          url: started.url,
          query: QUERY,
          headers,
          connections,
          folder: path.dirname(bed.supergraph),
        };
        const varied = distinct ? { ...load, distinct: 'x-hub-case' } : load;
        await runLoad({ ...varied, seconds: 3 });
        const figures = await runLoad({ ...varied, seconds });
        console.error(name, JSON.stringify(figures));
        measured.set(name, [...(measured.get(name) ?? []), figures]);
      } finally {
        started.stop();
      }
    }
} finally {
  serve.kill('SIGTERM');
}

console.log(
  `\n${connections} connections, ${values.rounds} rounds of ${seconds} s, medians; ${agreed?.length} bytes\n`,
);
console.log('| | requests/s | p50 ms | p99 ms | errors | the hub, nothing shared, is |');
console.log('|---|---|---|---|---|---|');
const own = median(measured.get('the hub, nothing shared') ?? [], 'rps');
for (const [name, loads] of measured) {
  const rps = median(loads, 'rps');
  const errors = loads.reduce((sum, load) => sum + load.errors, 0);
  const [p50, p99] = [median(loads, 'p50Ms').toFixed(0), median(loads, 'p99Ms').toFixed(0)];
  console.log(`| ${name} | ${rps.toFixed(0)} | ${p50} | ${p99} | ${errors} | ${(own / rps).toFixed(2)}× |`);
}

/** Waits for the gateway; what it answers, keys in one order. */
async function firstAnswer(url: string): Promise<string> {
  for (const end = Date.now() + 60_000; ; ) {
    const answered = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
    }).catch(() => undefined);
    if (answered?.ok) {
      const { data, errors } = (await answered.json()) as { data?: object; errors?: unknown };
      if (errors || !data) throw new Error(JSON.stringify(errors));
      return JSON.stringify(data);
    }
    if (Date.now() > end) throw new Error(`${url} does not answer: ${await answered?.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
