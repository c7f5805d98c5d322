import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ConnectorModule, Manifest } from './contract.ts';
import { sdkHooks } from './offer-sdk.ts';

const TIMEOUT_MS = 5_000;

/** What an entry file exports, seen from a worker. */
export interface SeenExports {
  /** Its own manifest, as JSON. */
  manifest: unknown;
  /** Functions of the connector it makes; undefined when it makes none without a real configuration. */
  functions?: string[];
}

/**
 * Plain JavaScript, because a worker starts without a loader for TypeScript. It has no environment, so no secrets; it is
 * no sandbox: it shows whether importing ends, and what is exported.
 */
const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const { tsx, hooks, entry, config } = workerData;
const say = (message) => parentPort.postMessage(message);
const isModule = (value) => typeof value === 'object' && value !== null && typeof value.create === 'function' && typeof value.manifest === 'object';
(async () => {
  if (tsx) (await import(tsx)).register();
  require('node:module').register(hooks.url, { data: hooks.data });
  say({ ready: true });
  const found = Object.values(await import(entry)).find(isModule);
  if (!found) return say({ error: 'it exports no { manifest, create }' });
  const seen = { manifest: JSON.parse(JSON.stringify(found.manifest)) };
  const refuse = async () => { throw new Error('nothing may be called yet'); };
  const ctx = { source: 'judge', config, signal: new AbortController().signal, now: () => new Date(), http: refuse, reach: refuse, secret: async () => 'judge', log: () => {} };
  try {
    const connector = await found.create(ctx);
    seen.functions = ['check', 'discover', 'read', 'query', 'receive'].filter((name) => typeof connector[name] === 'function');
    await connector.close?.();
  } catch {}
  say({ seen });
})().catch((error) => say({ error: String(error && error.message || error) }));
`;

/** Where tsx is, if this hub runs from its sources. */
function findTsx(): string | undefined {
  try {
    const found = new URL(import.meta.resolve('tsx/esm/api'));
    // tsx itself marks addresses, where it runs in a name space of its own.
    found.search = '';
    return found.href;
  } catch {
    return undefined;
  }
}

/** Imports a connector's entry in a worker of its own; rejects after 5 s, or with what the import threw. */
export async function seeExports(entry: string, config: unknown): Promise<SeenExports> {
  const isTypeScript = /\.[cm]?ts$/.test(entry);
  // The SDK that it is offered is TypeScript too, where the hub runs from its sources.
  const tsx = isTypeScript || sdkHooks.data['lien-thong/sdk'].runs.endsWith('.ts') ? findTsx() : undefined;
  if (isTypeScript && !tsx)
    throw new Error('TypeScript is read from a checkout only: build it to JavaScript');
  const worker = new Worker(WORKER, {
    eval: true,
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    workerData: { tsx, hooks: sdkHooks, entry: pathToFileURL(entry).href, config },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<SeenExports>((resolve, reject) => {
      worker.on('message', (message: { ready?: true; error?: string; seen?: SeenExports }) => {
        if (message.ready)
          timer = setTimeout(() => reject(new Error(`importing takes longer than 5 s`)), TIMEOUT_MS);
        else if (message.seen) resolve(message.seen);
        else reject(new Error(message.error));
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('it ended the process while it was imported')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** The connector module among a file's exports; undefined when there is none. */
export function moduleOf(exports: object): ConnectorModule | undefined {
  return Object.values(exports).find(
    (value): value is ConnectorModule =>
      typeof value === 'object' &&
      value !== null &&
      typeof (value as ConnectorModule).create === 'function' &&
      typeof (value as ConnectorModule).manifest === 'object',
  );
}

/** Modes without their function, and functions without their mode; empty = they match. */
export function listModeFaults({ modes }: Manifest, functions: readonly string[]): string[] {
  const has = (mode: Manifest['modes'][number]) => modes.includes(mode);
  const expected: [name: string, wanted: boolean, why: string][] = [
    ['check', true, 'every connector'],
    ['discover', true, 'every connector'],
    ['read', has('sync') || has('stream'), 'sync or stream'],
    ['query', has('live'), 'live'],
    ['receive', has('push'), 'push'],
  ];
  return expected.flatMap(([name, wanted, why]) =>
    functions.includes(name) === wanted
      ? []
      : [wanted ? `${name} is missing (${why})` : `${name} is there without mode ${why}`],
  );
}
