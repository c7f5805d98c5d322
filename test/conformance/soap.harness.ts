import path from 'node:path';
import { soap } from '../../connectors/soap/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { makeRows } from '../../src/sdk/conformance/rows.ts';
import {
  listPage,
  PAGING,
  type SoapPeerOptions,
  startSoapPeer,
  toConfig,
  type Vehicle,
} from '../connectors/soap-peer.ts';
import { freePort } from './loopback-server.ts';

const PASSWORD = 'planted-wsse-password-3e9b';

/** A page of a register too large to be kept. */
function listGenerated(count: number, { token }: Record<string, unknown>) {
  const from = Number(token ?? 0);
  const vehicle = makeRows(Math.min(2_000, count - from), { from });
  const next = from + vehicle.length;
  return { vehicles: { vehicle }, ...(next < count ? { nextToken: String(next) } : {}) };
}

/** A ministry's service, made by the `soap` package; who asks is told by WS-Security, its password as a digest. */
async function start(dataset: object, options: SoapPeerOptions = {}): Promise<FixtureSource> {
  const peer = await startSoapPeer(options);
  peer.account = { username: 'hub', password: PASSWORD };
  let failures: { status: number; retryAfter?: number }[] = [];
  let calls = 0;
  let generated = 0;
  peer.intercept = (response) => {
    calls += 1;
    const failure = failures.shift();
    if (!failure) return false;
    response
      .writeHead(failure.status, failure.retryAfter ? { 'retry-after': String(failure.retryAfter) } : {})
      .end();
    return true;
  };
  peer.list = (args) => (generated > 0 ? listGenerated(generated, args) : listPage(peer.vehicles, args));
  const add = (...more: Vehicle[]) => peer.vehicles.push(...more);

  const settings = (url: string, password: string) => ({
    config: toConfig(url, dataset, {
      soapVersion: options.version ?? '1.1',
      wsSecurity: { username: 'hub', password: 'FIXTURE_PASSWORD' },
    }),
    secrets: { FIXTURE_PASSWORD: password },
  });
  return {
    good: settings(peer.url, PASSWORD),
    badCredential: settings(peer.url, 'planted-wrong-password-77aa'),
    refused: settings(`http://127.0.0.1:${await freePort()}/vehicles`, PASSWORD),
    dataset: 'vehicles',
    farFuture: { since: '2999-01-01T00:00:00Z' },
    load: async (rows: readonly FixtureRow[]) => {
      add(...rows.map((row) => ({ ...row })));
    },
    loadAroundMalformed: async (before, after) => {
      add({ ...before }, { name: 'no id', changed: before.changed }, { ...after });
    },
    generate: async (count) => {
      generated = count;
    },
    remove: async (id) => {
      if ('complete' in dataset) peer.vehicles = peer.vehicles.filter((vehicle) => vehicle.id !== id);
      else
        peer.vehicles = peer.vehicles.map((vehicle) =>
          vehicle.id === id
            ? { ...vehicle, changed: new Date().toISOString().replace('Z', '001Z'), deleted: 'true' }
            : vehicle,
        );
    },
    failNext: (answers) => {
      failures = [...answers];
    },
    calls: () => calls,
    connections: () => peer.connections,
    cut: () => peer.cut(),
    stop: () => peer.close(),
  };
}

const changes = {
  ...PAGING.token,
  parameters: { since: '{since}', ...PAGING.token.parameters },
  updatedSince: { field: 'changed', lookback: 'PT10M' },
  fields: [{ name: 'id' }, { name: 'name' }, { name: 'changed' }, { name: 'deleted', type: 'boolean' }],
  deleted: { field: 'deleted', value: true },
  live: {
    keys: [
      {
        fields: ['id'],
        operation: 'getVehicles',
        soapAction: 'urn:example:vehicles:v1:getVehicles',
        parameters: { ids: { id: '{key}' } },
        recordPath: 'getVehiclesResponse/vehicle',
        maxKeys: 20,
      },
    ],
  },
};

const keyset = {
  ...PAGING.keyset,
  parameters: { since: '{since}', ...PAGING.keyset.parameters },
  updatedSince: { field: 'changed', lookback: 'PT10M' },
};

const harness = (
  dataset: object,
  {
    pageBytes = 1 << 20,
    skips: written = {},
    version,
  }: { pageBytes?: number; skips?: Record<string, string> } & SoapPeerOptions = {},
): ConnectorHarness => ({
  module: soap,
  folder: path.resolve('connectors/soap'),
  pageBytes,
  skips: written,
  start: () => start(dataset, version ? { version } : {}),
});

const MEASURED = 'the same pages as "changes since", where it is measured';

export const soapHarnesses: Record<string, ConnectorHarness> = {
  'soap 1.1, changes since, look-ups': harness(changes),
  'soap 1.2, keyset, pages larger than ours': harness(
    { ...keyset, pageSize: 40 },
    { version: '1.2', pageBytes: 600, skips: { 'read.memory-flat': MEASURED } },
  ),
  'soap 1.1, whole list': harness(
    { ...PAGING.offset, complete: true },
    { skips: { 'read.far-future': 'a whole list has no watermark', 'read.memory-flat': MEASURED } },
  ),
};
