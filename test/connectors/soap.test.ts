import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { soap } from '../../connectors/soap/index.ts';
import type { Page } from '../../src/sdk/index.ts';
import {
  badsOf,
  createTestSource,
  putsOf,
  type ReadOptions,
  readPages,
  type TestCtxOptions,
} from './create-test-ctx.ts';
import { makeVehicles, PAGING, type SoapPeer, startSoapPeer, toConfig } from './soap-peer.ts';

let peer: SoapPeer;
beforeEach(async () => {
  peer = await startSoapPeer();
});
afterEach(() => peer.close());

const open = (dataset: object = {}, source: object = {}, options: TestCtxOptions = {}) =>
  createTestSource(soap, toConfig(peer.url, dataset, source), options);
async function read(dataset: object = {}, source: object = {}, options: ReadOptions = {}): Promise<Page[]> {
  const { connector, ctx } = await open(dataset, source);
  return readPages(connector, ctx, 'vehicles', options);
}
const ids = (pages: Page[]) => putsOf(pages).map(({ id }) => id);
const idsOf = (vehicles: { id?: string }[]) => vehicles.map(({ id }) => id);

describe('soap: what is asked', () => {
  it('the operation in its namespace, parameters in their order, always escaped, headers as SOAP 1.1 has them', async () => {
    await read({ parameters: { commune: `A & B <c> "d" 'e'\r\n\t\u2028f`, size: '5' } });
    expect(peer.asked[0]!.args).toEqual({ commune: `A & B <c> "d" 'e'\r\n\t\u2028f`, size: 5 });
    const { http, xml } = peer.asked[0]!;
    expect(http['content-type']).toBe('text/xml; charset=utf-8');
    expect(http.soapaction).toBe('"urn:example:vehicles:v1:listVehicles"');
    expect(xml).toContain(
      '<soap:Body><m:listVehicles xmlns:m="urn:example:vehicles:v1"><m:commune>A &amp; B &lt;c&gt; ',
    );
  });

  it('SOAP 1.2 says its action with the content type', async () => {
    await peer.close();
    peer = await startSoapPeer({ version: '1.2' });
    peer.vehicles = makeVehicles(3);
    expect(ids(await read({}, { soapVersion: '1.2' }))).toHaveLength(3);
    const { http, xml } = peer.asked[0]!;
    expect(http['content-type']).toBe(
      'application/soap+xml; charset=utf-8; action="urn:example:vehicles:v1:listVehicles"',
    );
    expect(http.soapaction).toBeUndefined();
    expect(xml).toContain('<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope">');
  });

  it('attributes, lists, prefixes of their own, and parameters without a namespace', async () => {
    const parameters = {
      'd:filter': {
        '@xmlns:d': 'http://schemas.example/data',
        '@kind': '<&"',
        'd:code': ['1', '2'],
        '#text': 't',
      },
    };
    await read({ parameters });
    expect(peer.asked[0]!.xml).toContain(
      '<d:filter xmlns:d="http://schemas.example/data" kind="&lt;&amp;&quot;"><d:code>1</d:code><d:code>2</d:code>t</d:filter>',
    );
    await read({ parameters: { size: '5' } }, { elementForm: 'unqualified' });
    expect(peer.asked[1]!.xml).toContain('xmlns:m="urn:example:vehicles:v1"><size>5</size></m:listVehicles>');
  });

  it('a namespace is a name: nobody is allowed to call it, nothing is looked up', async () => {
    const { ctx } = await open({}, { namespace: 'http://10.9.9.9/Service' });
    await expect(ctx.http('http://10.9.9.9/Service')).rejects.toMatchObject({ kind: 'config' });
  });

  it.each<[string, object, object?]>([
    ['has no {since}', { updatedSince: { field: 'changed' } }],
    ['has no {token}', { ...PAGING.token, parameters: {} }],
    ['{sinc} stands for nothing', { parameters: { since: '{sinc}' } }],
    ['no such field', { key: ['plate'] }],
    ['no name of an element', { parameters: { 'a b': '1' } }],
    [
      'complete and changes',
      { complete: true, updatedSince: { field: 'changed' }, parameters: { since: '{since}' } },
    ],
    ['X-Road over SOAP 1.2', {}, { soapVersion: '1.2', xroad: { client: MEMBER(), service: MEMBER() } }],
  ])('a configuration is refused: %s', async (_name, dataset, source = {}) => {
    await expect(open(dataset, source)).rejects.toMatchObject({ kind: 'config' });
  });

  it('an address with credentials in it is refused without running code', async () => {
    const config = toConfig('http://user:word@127.0.0.1/vehicles');
    await expect(createTestSource(soap, config)).rejects.toMatchObject({
      code: 'HUB_CONNECTOR_CONFIG_INVALID',
    });
  });
});

function MEMBER() {
  return { xRoadInstance: 'VN', memberClass: 'GOV', memberCode: 'HUB-01' };
}

describe('soap: records', () => {
  const fields = [
    { name: 'id' },
    { name: 'version', path: '@version', type: 'integer' },
    { name: 'weight', path: 'weightKg', type: 'number' },
    { name: 'electric', type: 'boolean' },
    { name: 'commune', path: 'owner/commune' },
    { name: 'name' },
    { name: 'owner', type: 'tree' },
  ];

  it('fields from elements, attributes and paths; nil and absent are null', async () => {
    peer.vehicles = [
      {
        attributes: { version: '3' },
        id: 'V1',
        name: null,
        weightKg: '1250.5',
        electric: '1',
        owner: { name: 'Đơn vị mẫu', commune: 'Xã Mẫu' },
      },
      { id: 'V2', name: 'Xe & <mẫu>' },
    ];
    expect(putsOf(await read({ fields }))).toEqual([
      {
        id: 'V1',
        version: 3,
        weight: 1250.5,
        electric: true,
        commune: 'Xã Mẫu',
        name: null,
        owner: { name: 'Đơn vị mẫu', commune: 'Xã Mẫu' },
      },
      {
        id: 'V2',
        version: null,
        weight: null,
        electric: null,
        commune: null,
        name: 'Xe & <mẫu>',
        owner: null,
      },
    ]);
  });

  it('CDATA, mixed prefixes and namespaces, comments and white space', async () => {
    peer.mangle = () => `<?xml version="1.0" encoding="utf-8"?>
      <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">
      <S:Header><id>of nobody</id></S:Header><S:Body>
      <ns2:listVehiclesResponse xmlns:ns2="urn:a" xmlns="urn:b"><ns2:vehicles>
        <x:vehicle xmlns:x="urn:c"><id xmlns=""> V1 </id><x:name><![CDATA[Xe <mẫu> & ]]>hai</x:name><ns2:changed i:nil="1"/></x:vehicle>
        <!-- one more --><vehicle><id>V2</id><name>Xe&#x20;&amp;</name></vehicle>
      </ns2:vehicles></ns2:listVehiclesResponse></S:Body></S:Envelope>`;
    expect(putsOf(await read())).toEqual([
      { id: 'V1', name: 'Xe <mẫu> & hai', changed: null },
      { id: 'V2', name: 'Xe &', changed: null },
    ]);
  });

  it('without fields, the whole element as JSON', async () => {
    peer.vehicles = [
      { attributes: { version: '3' }, id: 'V1', name: null, owner: { name: 'A', commune: 'B' } },
    ];
    expect(putsOf(await read({ fields: undefined }))).toEqual([
      { '@version': '3', id: 'V1', name: null, owner: { name: 'A', commune: 'B' } },
    ]);
  });

  it('a bad record is told with place, reason and field; its neighbours survive', async () => {
    const good = makeVehicles(2);
    peer.vehicles = [
      good[0]!,
      { name: 'no id' },
      { id: 'V7', name: 'x'.repeat(3_000) },
      { id: 'V8', name: 'heavy', weightKg: 'một tấn' },
      { id: 'V9', name: 'odd', electric: 'maybe' },
      { attributes: { version: '9007199254740993' }, id: 'V10', name: 'past 2^53' },
      { id: ['V11', 'V12'], name: 'two' } as never,
      good[1]!,
    ];
    const pages = await read({ fields }, { maxRecordBytes: 1_500 });
    expect(ids(pages)).toEqual(idsOf(good));
    expect(badsOf(pages).map(({ code, field }) => [code, field])).toEqual([
      ['key-missing', 'id'],
      ['too-large', undefined],
      ['not-a-number', 'weight'],
      ['not-a-boolean', 'electric'],
      ['unsafe-integer', 'version'],
      ['field-repeated', 'id'],
    ]);
    for (const { src, reason } of badsOf(pages)) {
      expect(src).toMatchObject({ uri: `${peer.url}#listVehicles`, pos: expect.stringMatching(/^\d+:\d+$/) });
      expect(reason).not.toBe('');
    }
    expect(JSON.stringify(badsOf(pages)[1]!.raw).length).toBeLessThan(1_100);
  });
});

describe('soap: paging and watermark', () => {
  it.each(Object.entries(PAGING))(
    '%s: every record once, and goes on from any cursor',
    async (_name, paging) => {
      peer.vehicles = makeVehicles(30);
      const whole = await read(paging);
      expect(ids(whole)).toEqual(idsOf(peer.vehicles));
      const asked = peer.asked.length;
      expect(asked).toBe(5);
      for (const [i, page] of whole.slice(0, -1).entries())
        expect(ids(await read(paging, {}, { cursor: page.cursor }))).toEqual(ids(whole.slice(i + 1)));
    },
  );

  it('asks from the watermark less the lookback, which moves when the pass is complete', async () => {
    const dataset = {
      ...PAGING.token,
      parameters: { since: '{since}', until: '{until}', ...PAGING.token.parameters },
      updatedSince: { field: 'changed', lookback: 'PT2S' },
    };
    peer.vehicles = makeVehicles(20);
    const first = await read(dataset, {}, { stopAfter: 2 });
    expect(peer.asked.map(({ args }) => args.since)).toEqual([undefined, undefined]);
    const rest = await read(dataset, {}, { cursor: first.at(-1)!.cursor });
    expect(ids([...first, ...rest])).toEqual(idsOf(peer.vehicles));
    const { cursor } = rest.at(-1)!;
    expect(cursor).toEqual({ since: peer.vehicles.at(-1)!.changed, at: null, high: null, clock: null });
    peer.vehicles.push(...makeVehicles(3, 20));
    peer.asked.length = 0;
    // The last one once more, and the two of the lookback before it.
    expect(ids(await read(dataset, {}, { cursor }))).toEqual(idsOf(peer.vehicles.slice(17)));
    expect(peer.asked[0]!.args).toEqual({ since: '2026-01-01T00:00:17.123Z', size: 7 });

    const { connector, ctx } = await open(dataset);
    const [offered] = await connector.discover(ctx);
    const range = { from: peer.vehicles[3]!.changed!, to: peer.vehicles[6]!.changed! };
    const pages: Page[] = [];
    for await (const page of connector.read!(ctx, {
      dataset: offered!,
      cursor,
      follow: false,
      range,
      pageBytes: 1e6,
    }))
      pages.push(page);
    expect(ids(pages)).toEqual(idsOf(peer.vehicles.slice(3, 6)));
    expect(peer.asked.at(-1)!.args).toMatchObject({ since: range.from, until: range.to });
  });

  it('starts the pass again when the place to resume from has changed or is gone', async () => {
    const options = { pageBytes: 200 };
    peer.vehicles = makeVehicles(10);
    const first = await read(PAGING.offset, {}, { ...options, stopAfter: 1 });
    const { cursor } = first[0]!;
    peer.vehicles[0] = { ...peer.vehicles[0]!, name: 'changed meanwhile' };
    expect(ids(await read(PAGING.offset, {}, { ...options, cursor }))).toEqual(idsOf(peer.vehicles));

    const onToken = (await read(PAGING.token, {}, { stopAfter: 1 }))[0]!.cursor;
    peer.faults = [{ faultcode: 'SOAP-ENV:Client.InvalidToken', faultstring: 'expired', statusCode: 500 }];
    expect(ids(await read(PAGING.token, {}, { cursor: onToken }))).toEqual(idsOf(peer.vehicles));
  });

  it('a source that goes in a circle, or ignores which page is asked for, is found out', async () => {
    peer.vehicles = makeVehicles(7);
    let turn = 0;
    peer.list = () => ({
      vehicles: { vehicle: makeVehicles(7, ++turn * 10) },
      nextToken: String((turn % 3) + 1),
    });
    await expect(read(PAGING.token)).rejects.toMatchObject({ kind: 'drift' });
    peer.list = () => ({ vehicles: { vehicle: makeVehicles(7) } });
    await expect(read(PAGING.page)).rejects.toMatchObject({ kind: 'drift' });
  });
});
