import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { soap } from '../../connectors/soap/index.ts';
import { createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { makeVehicles, type SoapPeer, startSoapPeer, toConfig } from './soap-peer.ts';

const client = { xRoadInstance: 'VN', memberClass: 'GOV', memberCode: 'HUB-01', subsystemCode: 'LIENTHONG' };
const service = { xRoadInstance: 'VN', memberClass: 'GOV', memberCode: 'CSGT', subsystemCode: 'REGISTRY' };
const xroad = { client, service, userId: 'VN000000000000', issue: 'HS-2026-0001' };

let peer: SoapPeer;
let logged: object[];
beforeEach(async () => {
  logged = [];
  peer = await startSoapPeer();
  peer.vehicles = makeVehicles(3);
  peer.header = (question) => echo(question);
});
afterEach(() => peer.close());

type Answered = { id?: string; service?: Record<string, string> };

/** Header of the answer as a Security Server makes it: the question's, and the hash of the question. */
function echo(question: string, { id, service: other }: Answered = {}): string {
  const header = /<soap:Header>(.*)<\/soap:Header>/s.exec(question)![1]!;
  const said = id === undefined ? header : header.replace(/(<xroad:id[^>]*>)[^<]*/, `$1${id}`);
  const changed = Object.entries(other ?? {}).reduce((text, [part, value]) => {
    const [before, after] = text.split('<xroad:service');
    return `${before}<xroad:service${after!.replace(new RegExp(`(<id:${part}>)[^<]*`), `$1${value}`)}`;
  }, said);
  return `${changed}<xroad:requestHash xmlns:xroad="http://x-road.eu/xsd/xroad.xsd" algorithmId="http://www.w3.org/2001/04/xmlenc#sha512">aGFzaA==</xroad:requestHash>`;
}

const open = (more: object = {}, dataset: object = { serviceVersion: 'v1' }) =>
  createTestSource(soap, toConfig(peer.url, dataset, { xroad: { ...xroad, ...more } }), {
    http: { retries: 2, backoff: { baseMs: 1, maxMs: 2 } },
    log: {
      debug: (fields: object) => logged.push(fields),
      info: () => {},
      warn: () => {},
      error: () => {},
    } as never,
  });
async function read(more: object = {}, dataset?: object) {
  const { connector, ctx } = await open(more, dataset);
  return readPages(connector, ctx, 'vehicles');
}

describe('soap, X-Road message protocol 4.0', () => {
  it('says who asks whom for what, on whose behalf, for which case', async () => {
    expect(putsOf(await read())).toHaveLength(3);
    const { header } = peer.asked[0]!;
    expect(header).toMatchObject({
      client: { attributes: { 'id:objectType': 'SUBSYSTEM' }, ...client },
      service: {
        attributes: { 'id:objectType': 'SERVICE' },
        ...service,
        serviceCode: 'listVehicles',
        serviceVersion: 'v1',
      },
      userId: 'VN000000000000',
      issue: 'HS-2026-0001',
      protocolVersion: '4.0',
    });
    expect(header.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(peer.asked[0]!.xml).toContain(
      '<xroad:client xmlns:xroad="http://x-road.eu/xsd/xroad.xsd" xmlns:id="http://x-road.eu/xsd/identifiers" id:objectType="SUBSYSTEM"><id:xRoadInstance>VN</id:xRoadInstance><id:memberClass>GOV</id:memberClass><id:memberCode>HUB-01</id:memberCode><id:subsystemCode>LIENTHONG</id:subsystemCode></xroad:client>',
    );
    expect(logged).toContainEqual(expect.objectContaining({ id: header.id, requestHash: 'aGFzaA==' }));
  });

  it('a member without subsystem, nothing said on behalf of anybody, no version', async () => {
    const { subsystemCode: _, ...member } = client;
    await read({ client: member, userId: undefined, issue: undefined }, {});
    const { header, xml } = peer.asked[0]!;
    expect(header.client).toMatchObject({ attributes: { 'id:objectType': 'MEMBER' } });
    expect(xml).not.toMatch(/subsystemCode>LIENTHONG|userId|issue|serviceVersion/);
  });

  it('every question has an id of its own, also one that is asked again', async () => {
    peer.faults = [
      { faultcode: 'Server.ClientProxy.NetworkError', faultstring: 'not reached', statusCode: 500 },
    ];
    expect(putsOf(await read())).toHaveLength(3);
    expect(new Set(peer.asked.map(({ header }) => header.id)).size).toBe(2);
  });

  it.each<[string, (question: string) => string, string]>([
    [
      'the id of another message',
      (question) => echo(question, { id: 'somebody-elses' }),
      'id of another message',
    ],
    ['no header', () => '', 'id of another message or none'],
    [
      'another member',
      (question) => echo(question, { service: { memberCode: 'OTHER' } }),
      'memberCode is "OTHER"',
    ],
    [
      'another service',
      (question) => echo(question, { service: { serviceCode: 'x' } }),
      'serviceCode is "x"',
    ],
    [
      'another version',
      (question) => echo(question, { service: { serviceVersion: 'v2' } }),
      'serviceVersion is "v2"',
    ],
    [
      'no service',
      (question) => echo(question).replace(/<xroad:service.*<\/xroad:service>/s, ''),
      'names no service',
    ],
  ])('an answer with %s is refused, and no record of it is taken', async (_name, header, reason) => {
    peer.header = header;
    const { connector, ctx } = await open();
    const [dataset] = await connector.discover(ctx);
    const pages = connector.read!(ctx, { dataset: dataset!, cursor: null, follow: false, pageBytes: 1 });
    await expect(pages[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      kind: 'drift',
      message: expect.stringContaining(reason),
    });
  });

  it.each<[string, string, number]>([
    ['Server.ServerProxy.AccessDenied', 'auth', 1],
    ['Server.ClientProxy.SslAuthenticationFailed', 'auth', 1],
    ['Client.MissingHeaderField', 'config', 1],
    ['Server.ClientProxy.UnknownMember', 'config', 1],
    ['Server.ServerProxy.UnknownService', 'config', 1],
    ['Server.ClientProxy.NetworkError', 'transient', 3],
    ['Server.ServerProxy.ServiceFailed.InvalidSoap', 'transient', 3],
    ['Server.ServerProxy.ServiceDisabled', 'transient', 3],
    ['Server.ClientProxy.OutdatedGlobalConf', 'transient', 3],
  ])('%s is %s, after %i questions, and names the log entry', async (faultcode, kind, questions) => {
    const detail = { faultDetail: 'c0ffee00-0000-4000-8000-000000000000' };
    peer.header = () => '';
    peer.faults = Array.from({ length: 5 }, () => ({
      faultcode,
      faultstring: 'reason',
      detail,
      statusCode: 500,
    }));
    const error = await read().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind });
    expect((error as Error).message).toContain(`${faultcode}: reason (c0ffee00-0000-4000-8000-000000000000)`);
    expect(peer.asked).toHaveLength(questions);
  });

  it('the answer and the fault of the fixtures are read as they stand', async () => {
    const fixture = (name: string) =>
      readFileSync(new URL(`../../connectors/soap/fixtures/${name}`, import.meta.url), 'utf8');
    const id = '7c1d9a52-2b1e-4b6e-8d65-5f8f2c6a9e10';
    peer.mangle = (xml) => fixture('answer-1.1.xml').replace(id, /<xroad:id[^>]*>([^<]*)/.exec(xml)![1]!);
    expect(putsOf(await read({}, {}))).toEqual([
      { id: 'V0001', name: 'Xe mẫu số 1', changed: '2026-01-01T00:00:01.123456Z' },
      { id: 'V0002', name: null, changed: '2026-01-01T00:00:02.123456Z' },
    ]);
    peer.intercept = (response) => {
      response.writeHead(500, { 'content-type': 'text/xml' }).end(fixture('fault-xroad.xml'));
      return true;
    };
    await expect(read()).rejects.toMatchObject({
      kind: 'auth',
      message: expect.stringMatching(
        /AccessDenied: Request is not allowed: .* \(5a32a1f0-0000-4000-8000-0{12}\)$/,
      ),
    });
  });
});
