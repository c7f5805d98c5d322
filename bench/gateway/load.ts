import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export interface LoadOptions {
  readonly url: string;
  readonly query: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A header that is different on every request. */
  readonly distinct?: string;
  readonly seconds: number;
  /** Requests under way at a time [50]. */
  readonly connections?: number;
  /** Where wrk finds its script. */
  readonly folder: string;
  /** Keeps wrk on one processor. */
  readonly core?: string;
}

export interface Load {
  readonly requests: number;
  readonly rps: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers other than 2xx, and those that did not come within 2 s. */
  readonly errors: number;
}

const run = promisify(execFile);

/** Asks one query over and over with wrk. */
export async function runLoad(options: LoadOptions): Promise<Load> {
  const { url, query, headers = {}, seconds, connections = 50, folder, core, distinct } = options;
  const script = path.join(folder, 'post.lua');
  const lines = Object.entries({ 'content-type': 'application/json', ...headers }).map(
    ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
  );
  const body = JSON.stringify(JSON.stringify({ query }));
  if (distinct)
    lines.push(
      'local n = 0',
      'request = function()',
      '  n = n + 1',
      `  wrk.headers[${JSON.stringify(distinct)}] = "bench-" .. n`,
      '  return wrk.format()',
      'end',
    );
  await writeFile(script, ['wrk.method = "POST"', `wrk.body = ${body}`, ...lines, ''].join('\n'));
  const wrk = ['wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, url];
  const [command, ...args] = core ? ['taskset', '-c', core, ...wrk] : wrk;
  const { stdout } = await run(command!, args);
  const numberOf = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? 0);
  return {
    requests: numberOf(/(\d+) requests in/),
    rps: numberOf(/Requests\/sec:\s+([\d.]+)/),
    p50Ms: toMs(/50%\s+([\d.]+\w+)/.exec(stdout)?.[1] ?? '0ms'),
    p99Ms: toMs(/99%\s+([\d.]+\w+)/.exec(stdout)?.[1] ?? '0ms'),
    errors: numberOf(/Non-2xx or 3xx responses: (\d+)/) + numberOf(/timeout (\d+)/),
  };
}

/** Processor time of a process, all threads, in ms (clock ticks of 10 ms). */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function toMs(text: string): number {
  const value = Number.parseFloat(text);
  if (text.endsWith('us')) return value / 1_000;
  return text.endsWith('ms') ? value : value * 1_000;
}
