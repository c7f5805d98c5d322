import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { sharedFile } from './shared-data.ts';

export const RDW_FOLDER = 'vehicles';

export interface RdwServer {
  url: string;
  /** What it serves, as the register wrote it. */
  vehicles: Record<string, string>[];
  close(): Promise<void>;
}

/** Serves the kept answers of the register under its own path and paging. */
export async function startRdwServer(): Promise<RdwServer> {
  const vehicles = readVehicles();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    if (pathname !== '/resource/m9d7-ebf2.json') return response.writeHead(404).end();
    const offset = Number(searchParams.get('$offset') ?? 0);
    const limit = Number(searchParams.get('$limit') ?? 1_000);
    response.setHeader('content-type', 'application/json;charset=utf-8');
    return response.end(JSON.stringify(vehicles.slice(offset, offset + limit)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    vehicles,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The folder holds answers of several tables; vehicles are those that say what kind they are. */
function readVehicles(): Record<string, string>[] {
  const folder = sharedFile(RDW_FOLDER);
  return readdirSync(folder)
    .filter((name) => /^rdw_.*\.json$/.test(name))
    .flatMap((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Record<string, string>[])
    .filter(({ voertuigsoort }) => voertuigsoort !== undefined);
}
