import { describe, expect, it } from 'vitest';
import { hub as demonstration } from '../../hub.config.ts';
import { defineHub, type HubDefinition } from '../../src/hub/define-hub.ts';
import { toSharedDatasets } from '../../src/hub/shared-datasets.ts';
import { fakeSource } from '../ingest/fake-source.ts';

function definition(more: Partial<HubDefinition> = {}): HubDefinition {
  return {
    province: { code: '24', nameVi: 'Bắc Ninh', nameEn: 'Bac Ninh' },
    sources: [fakeSource(), fakeSource({}, { name: 'population' })],
    policies: [{ role: 'analyst', grants: [], actions: [] }],
    ...more,
  };
}

const second = (more: object) => ({
  sources: [fakeSource(), { ...fakeSource({}, { name: 'population' }), ...more }],
});

describe('a hub’s definition', () => {
  it('is given back as it was, when nothing is wrong with it', () => {
    const hub = definition({ demoKeys: { analyst: { subsystem: 'S', role: 'analyst' } } });
    expect(defineHub(hub)).toBe(hub);
    expect(defineHub(demonstration)).toBe(demonstration);
    const served = definition({ http: { batchLimit: 10, cacheBytes: 0, streamLimit: 200 } });
    expect(defineHub(served)).toBe(served);
  });

  it.each<[string, object]>([
    ['province.code', { province: { code: '240', nameVi: 'B', nameEn: 'B' } }],
    ['province.nameEn', { province: { code: '24', nameVi: 'B', nameEn: '' } }],
    ['sources[1](population).owner', second({ owner: 'PC08' })],
    ['sources[1](population).channel', second({ channel: 'EMAIL' })],
    ['sources[1](population).bindings', second({ bindings: [] })],
    ['sources[1](Population).name', second({ name: 'Population' })],
    [
      'sources[1](population).bindings[0].every',
      second({ bindings: [{ from: 'a', to: 'b', mode: 'sync', every: '5 minutes' }] }),
    ],
    ['sources[1](population).bindings[0].mode', second({ bindings: [{ from: 'a', to: 'b', mode: 'pull' }] })],
    ['sources[1](population).network[0]', second({ network: ['10.0.0.1'] })],
    [
      'sources[1](population).bindings[0].timeoutMs',
      second({ bindings: [{ from: 'a', to: 'b', mode: 'live', timeoutMs: 1 }] }),
    ],
    ['http.streamLimit', { http: { streamLimit: 0 } }],
    ['trust.vehicle', { trust: { vehicle: { order: ['register'] } } }],
    ['trust.sample.order', { trust: { sample: { order: ['register'] } } }],
    ['trust.sample.order', { trust: { sample: { order: ['register', 'population', 'nobody'] } } }],
    ['trust.sample.order', { trust: { sample: { order: ['register', 'register'] } } }],
    ['trust.sample.fields.title', { trust: { sample: { fields: { title: ['population'] } } } }],
    ['trust.sample', { trust: { sample: { orders: [] } } }],
    ['sources', { sources: [fakeSource(), fakeSource()] }],
    ['policies', { policies: ['a', 'b', 'a'].map((role) => ({ role, grants: [], actions: [] })) }],
    ['connectors[0].version', { connectors: [{ package: 'a', version: '^1.0.0' }] }],
    ['connectors[0].integrity', { connectors: [{ package: 'a', version: '1.0.0', integrity: 'sha1-AA' }] }],
    ['connectors[0]', { connectors: [{ package: 'a', folder: 'b', version: '1.0.0' }] }],
    [
      'connectors',
      {
        connectors: [
          { folder: 'a', version: '1.0.0' },
          { folder: 'a', version: '1.0.0' },
        ],
      },
    ],
    ['demoKeys.officer.role', { demoKeys: { officer: { subsystem: 'S', role: 'officer' } } }],
  ])('that is wrong at %s is refused, naming the place', (path, more) => {
    expect(() => defineHub(definition(more as never))).toThrowError(
      expect.objectContaining({
        code: 'HUB_CONFIG_INVALID',
        details: { path, reason: expect.any(String) },
        where: { file: 'hub.config.ts', field: path },
      }),
    );
  });

  it('says whose word holds where several sources feed a dataset: by its order, else the latest', () => {
    const order = ['population', 'register'];
    const live = fakeSource({ mode: 'live', to: 'other', fields: { id: 'id' } }, { name: 'live' });
    const hub = definition({ trust: { sample: { order } } });
    expect(toSharedDatasets({ ...hub, sources: [...hub.sources, live] })).toEqual({ sample: { order } });
    expect(toSharedDatasets(definition())).toEqual({ sample: {} });
    expect(toSharedDatasets({ sources: [fakeSource(), live] })).toEqual({});
  });

  it('with several faults names the first', () => {
    const hub = definition({
      ...second({ owner: 'x', channel: 'y' }),
      province: { code: 'x', nameVi: '', nameEn: '' },
    } as never);
    expect(() => defineHub(hub)).toThrowError(
      expect.objectContaining({ where: expect.objectContaining({ field: 'province.code' }) }),
    );
  });
});
