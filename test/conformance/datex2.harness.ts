import { datex2 } from '../../connectors/datex2/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { createLoopbackServer, freePort } from './loopback-server.ts';

const KEY = 'planted-datex-key-51d0';

const escapeXml = (text: string) => text.replace(/[<&>"]/g, (found) => `&#${found.charCodeAt(0)};`);

function toV3(row: FixtureRow): string {
  return `<roa:measurementSite id="${row.id}" version="1"><roa:measurementSiteName><com:values><com:value lang="vi">${escapeXml(row.name ?? '')}</com:value></com:values></roa:measurementSiteName><roa:measurementSiteRecordVersionTime>${row.changed}</roa:measurementSiteRecordVersionTime></roa:measurementSite>`;
}

function toV2(row: FixtureRow): string {
  return toV3(row)
    .replaceAll('roa:measurementSite ', 'measurementSiteRecord ')
    .replaceAll('/roa:measurementSite>', '/measurementSiteRecord>')
    .replaceAll(/roa:|com:/g, '');
}

const v3 = (sites: string, edition: number) => `<?xml version="1.0"?>
<roa:payload xmlns:roa="http://datex2.eu/schema/3/roadTrafficData" xmlns:com="http://datex2.eu/schema/3/common" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="roa:MeasurementSiteTablePublication" modelBaseVersion="3">
<com:publicationTime>2026-07-24T21:12:00.${edition}Z</com:publicationTime><roa:measurementSiteTable id="T" version="1">${sites}</roa:measurementSiteTable></roa:payload>`;

const v2 = (sites: string, edition: number) => `<?xml version="1.0"?>
<d2LogicalModel xmlns="http://datex2.eu/schema/2/2_0" modelBaseVersion="2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><payloadPublication xsi:type="MeasurementSiteTablePublication">
<publicationTime>2026-07-24T21:12:00.${edition}Z</publicationTime><measurementSiteTable id="T" version="1">${sites}</measurementSiteTable></payloadPublication></d2LogicalModel>`;

/** A road authority that publishes its measurement sites. v2 is told apart by its time only, v3 by its ETag as well. */
async function start(version: 'v2' | 'v3'): Promise<FixtureSource> {
  let sites: { id: string; xml: string }[] = [];
  let edition = 1;
  let failures: { status: number; retryAfter?: number }[] = [];
  let calls = 0;
  const change = (next: typeof sites) => {
    sites = next;
    edition += 1;
  };
  const write = (row: FixtureRow) => ({ id: row.id, xml: version === 'v2' ? toV2(row) : toV3(row) });

  const server = await createLoopbackServer((request, response) => {
    calls += 1;
    const failure = failures.shift();
    if (failure)
      return response
        .writeHead(failure.status, failure.retryAfter ? { 'retry-after': String(failure.retryAfter) } : {})
        .end();
    if (request.headers['x-api-key'] !== KEY) return response.writeHead(401).end();
    const body = sites.map(({ xml }) => xml).join('\n');
    if (version === 'v2') return response.writeHead(200).end(v2(body, edition));
    const etag = `"${edition}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
    return response.writeHead(200, { etag }).end(v3(body, edition));
  });
  const settings = (base: string, key: string) => ({
    config: {
      auth: { type: 'apiKey', key: 'FIXTURE_KEY' },
      datasets: [{ kind: 'measurementSite', name: 'sites', url: `${base}/sites.xml?format=datex2` }],
    },
    secrets: { FIXTURE_KEY: key },
  });
  return {
    good: settings(server.url, KEY),
    badCredential: settings(server.url, 'planted-wrong-key-77aa'),
    refused: settings(`http://127.0.0.1:${await freePort()}`, KEY),
    dataset: 'sites',
    load: async (rows) => change([...sites, ...rows.map(write)]),
    loadAroundMalformed: async (before, after) => {
      const broken = write({ ...before, id: 'none' }).xml.replace(' id="none"', '');
      change([...sites, write(before), { id: '', xml: broken }, write(after)]);
    },
    remove: async (id) => change(sites.filter((site) => site.id !== id)),
    failNext: (answers) => {
      failures = [...answers];
    },
    calls: () => calls,
    connections: () => server.connections,
    cut: () => server.cut(),
    stop: () => server.close(),
  };
}

const skips = {
  'read.far-future': 'a publication has no watermark',
};

export const datex2Harnesses: Record<string, ConnectorHarness> = {
  'datex2 v3, ETag': { module: datex2, pageBytes: 2_000, skips, start: () => start('v3') },
  'datex2 v2.3, publication time only': { module: datex2, pageBytes: 2_000, skips, start: () => start('v2') },
};
