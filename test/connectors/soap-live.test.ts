import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { soap } from '../../connectors/soap/index.ts';
import type { Json } from '../../src/sdk/index.ts';
import { createTestSource } from './create-test-ctx.ts';
import { makeVehicles, type SoapPeer, startSoapPeer, toConfig } from './soap-peer.ts';

let peer: SoapPeer;
beforeEach(async () => {
  peer = await startSoapPeer();
});
afterEach(() => peer.close());

const open = (dataset: object) =>
  createTestSource(soap, toConfig(peer.url, dataset), { http: { backoff: { baseMs: 1, maxMs: 2 } } });

describe('soap: look-ups', () => {
  const look = (more: object = {}) => ({
    live: {
      keys: [
        {
          fields: ['id'],
          operation: 'getVehicles',
          parameters: { ids: { id: '{key}' } },
          recordPath: 'getVehiclesResponse/vehicle',
          maxKeys: 3,
          ...more,
        },
      ],
    },
  });
  async function ask(values: Json[][], dataset: object = look()) {
    const { connector, ctx } = await open(dataset);
    const [offered] = await connector.discover(ctx);
    return connector.query!(ctx, { dataset: offered!, select: ['name'], keys: { fields: ['id'], values } });
  }

  it('many keys in one call, escaped; only what was asked for comes back', async () => {
    peer.vehicles = [...makeVehicles(3), { id: '<&>', name: 'odd' }];
    expect(await ask([['<&>'], ['V0001'], ['']])).toEqual({
      rows: [
        { id: 'V0001', name: 'Xe mẫu số 1' },
        { id: '<&>', name: 'odd' },
      ],
      applied: { where: true, orderBy: true, limit: true },
    });
    expect(peer.asked).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['in an attribute', { parameters: { ids: { id: { '@of': '{key}' } } } }],
    ['in a list', { parameters: { ids: { id: ['{key}'] } } }],
    [
      'beside the element that stands for a key',
      { parameters: { ids: { id: '{key}' }, also: '{key}' }, each: 'id' },
    ],
    ['nowhere', { parameters: { ids: { id: 'V1' } } }],
    ['under another name', { parameters: { ids: { id: '{key}', no: '{key.name}' } } }],
  ])('a look-up with its key %s is refused as configuration', async (_name, more) => {
    await expect(open(look(more))).rejects.toMatchObject({ kind: 'config' });
  });

  it('a key that XML cannot hold finds nobody, and nobody is asked', async () => {
    expect((await ask([['\u0000'], ['\ud800']])).rows).toEqual([]);
    expect(peer.asked).toHaveLength(0);
  });

  it('a fault that says "not found" is an answer without records; another is what it is', async () => {
    const fault = { faultcode: 'SOAP-ENV:Server', faultstring: 'no such vehicle', statusCode: 500 };
    peer.faults = [fault];
    expect((await ask([['V1']], look({ notFound: 'no such vehicle' }))).rows).toEqual([]);
    expect(peer.asked).toHaveLength(1);
    peer.faults = Array.from({ length: 4 }, () => fault);
    await expect(ask([['V1']])).rejects.toMatchObject({ kind: 'transient' });
  });

  it('keys of several fields stand in one element each', async () => {
    const { connector, ctx } = await open({
      key: ['id', 'name'],
      live: {
        keys: [
          {
            fields: ['id', 'name'],
            operation: 'getVehicles',
            parameters: { ids: { id: { '#text': '{key.id}', '@name': '{key.name}' } } },
            each: 'id',
            recordPath: 'getVehiclesResponse/vehicle',
            maxKeys: 2,
          },
        ],
      },
    });
    const [offered] = await connector.discover(ctx);
    const keys = {
      fields: ['name', 'id'],
      values: [
        ['a', '1'],
        ['b', '2'],
      ],
    };
    await connector.query!(ctx, { dataset: offered!, select: [], keys });
    expect(peer.asked[0]!.xml).toContain('<m:ids><m:id name="a">1</m:id><m:id name="b">2</m:id></m:ids>');
  });
});
