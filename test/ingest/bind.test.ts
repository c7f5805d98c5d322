import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type BindOptions, bindSources } from '../../src/ingest/bind.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { ConnectorError } from '../../src/sdk/index.ts';
import { defineLiveDataset } from '../../src/store/dataset.ts';
import { sampleDataset } from '../store/sample.ts';
import { fakeConnector, fakeSource, offered } from './fake-source.ts';

const liveDataset = defineLiveDataset({
  name: 'person',
  titleVi: 'Người',
  titleEn: 'Persons',
  record: z.looseObject({ id: z.string() }),
});

function bind(more: Partial<BindOptions>) {
  return bindSources({
    sources: [fakeSource()],
    connectors: [fakeConnector()],
    kinds: [sampleDataset, liveDataset],
    environment: {},
    log: silentLog,
    signal: new AbortController().signal,
    ...more,
  });
}

const where = { source: 'register', dataset: 'sample' };
const live = { from: 'rows', to: 'person', mode: 'live', fields: { id: 'id' } } as const;
const wrong: [string, Partial<BindOptions>, object][] = [
  [
    'a connector that is not there',
    { sources: [fakeSource({}, { connector: 'soap' })] },
    {
      code: 'HUB_INGEST_CONNECTOR_UNKNOWN',
      details: { source: 'register', connector: 'soap', known: 'fake' },
    },
  ],
  [
    'a configuration that the connector does not take',
    { sources: [fakeSource({}, { config: { url: 'x', urll: 'y' } })] },
    { code: 'HUB_CONNECTOR_CONFIG_INVALID', details: { source: 'register', path: 'urll' } },
  ],
  [
    'a variable that is not set',
    { sources: [fakeSource({}, { config: { url: { env: 'REGISTER_URL' } } })] },
    { code: 'HUB_CONNECTOR_CONFIG_INVALID', details: { path: 'url', reason: /REGISTER_URL/ } },
  ],
  [
    'a dataset that the hub does not have',
    { sources: [fakeSource({ to: 'samples' })] },
    {
      code: 'HUB_STORE_DATASET_UNKNOWN',
      details: { dataset: 'samples', known: 'sample, person' },
      where: { ...where, dataset: 'samples' },
    },
  ],
  [
    'a dataset that the source does not offer',
    { sources: [fakeSource({ from: 'row' })] },
    {
      code: 'HUB_INGEST_SOURCE_DATASET_UNKNOWN',
      details: { source: 'register', from: 'row', known: 'rows' },
      where,
    },
  ],
  [
    'a stored dataset looked up live',
    { sources: [fakeSource({ mode: 'live', fields: { id: 'id' } })] },
    { code: 'HUB_CONFIG_INVALID', details: { path: 'sources.register.sample.mode' }, where },
  ],
  [
    'a live dataset synced',
    { sources: [fakeSource({ to: 'person' })] },
    { code: 'HUB_CONFIG_INVALID', details: { path: 'sources.register.person.mode' } },
  ],
  [
    'a mode that the manifest does not name',
    { connectors: [fakeConnector({}, { modes: ['live'] })] },
    {
      code: 'HUB_INGEST_MODE_UNSUPPORTED',
      details: { source: 'register', connector: 'fake', mode: 'sync' },
      where,
    },
  ],
  [
    'a connector that cannot read',
    { connectors: [fakeConnector({ read: undefined as never })] },
    { code: 'HUB_INGEST_MODE_UNSUPPORTED', where },
  ],
  [
    'a live binding to something that cannot be looked up',
    {
      sources: [fakeSource(live)],
      connectors: [
        fakeConnector({ discover: async () => [{ name: 'rows', schema: {}, key: ['id'], deletes: 'none' }] }),
      ],
    },
    { code: 'HUB_INGEST_MODE_UNSUPPORTED', details: { mode: 'live' } },
  ],
  [
    'a live binding without a table of fields',
    { sources: [fakeSource({ from: 'rows', to: 'person', mode: 'live', map: (raw) => raw })] },
    { code: 'HUB_CONFIG_INVALID', details: { path: 'sources.register.person.fields' } },
  ],
];

describe('binding sources', () => {
  it('joins source, connector and dataset', async () => {
    const { bound } = await bind({
      sources: [
        fakeSource({ mode: 'sync' }, { config: { url: { env: 'REGISTER_URL' } } }),
        fakeSource(live, { name: 'persons' }),
      ],
      environment: { REGISTER_URL: 'memory:register' },
    });
    expect(
      await Promise.all(
        bound.map(async ({ source, kind, describe }) => [source.name, kind.name, (await describe()).name]),
      ),
    ).toEqual([
      ['register', 'sample', 'rows'],
      ['persons', 'person', 'rows'],
    ]);
    expect(bound[0]!.ctx.config).toEqual({ url: 'memory:register' });
  });

  it.each(wrong)('refuses %s', async (_, options, expected) => {
    const problem = await bind(options).catch((error) => error);
    const { details, ...rest } = expected as { details?: Record<string, unknown> };
    expect(problem).toMatchObject({ ...rest, fixer: 'operator' });
    for (const [name, value] of Object.entries(details ?? {}))
      if (value instanceof RegExp) expect(problem.details[name]).toMatch(value);
      else expect(problem.details[name]).toBe(value);
  });

  it('closes, last first, what it had opened when a later line is wrong', async () => {
    const closed: string[] = [];
    const named = (name: string) => fakeConnector({ close: async () => void closed.push(name) }, { name });
    const sources = ['one', 'two', 'three'].map((name) => fakeSource({}, { name, connector: name }));
    const connectors = [named('one'), named('two')];
    await expect(bind({ sources, connectors })).rejects.toMatchObject({
      code: 'HUB_INGEST_CONNECTOR_UNKNOWN',
    });
    expect(closed).toEqual(['two', 'one']);
  });

  it('closes all, also after one that does not close', async () => {
    const closed: string[] = [];
    const connectors = [
      fakeConnector({ close: async () => void closed.push('one') }, { name: 'one' }),
      fakeConnector(
        { close: async () => Promise.reject(new ConnectorError('transient', 'stuck')) },
        { name: 'two' },
      ),
    ];
    const sources = ['one', 'two'].map((name) => fakeSource({}, { name, connector: name }));
    const { close } = await bind({ sources, connectors });
    await expect(close()).rejects.toThrow('stuck');
    expect(closed).toEqual(['one']);
    // Given back once.
    await close();
    expect(closed).toEqual(['one']);
  });

  it('asks each source once what it offers', async () => {
    let asked = 0;
    const discover = async () => {
      asked += 1;
      return [offered];
    };
    const two = fakeSource({}, { bindings: [{ from: 'rows', to: 'sample', mode: 'sync' }, live] });
    expect((await bind({ sources: [two], connectors: [fakeConnector({ discover })] })).bound).toHaveLength(2);
    expect(asked).toBe(1);
  });
});

describe('a source that does not answer at start', () => {
  let isDown = true;
  const discover = async () => {
    if (isDown) throw new ConnectorError('transient', 'connection refused');
    return [offered];
  };

  it('stops nobody, and is asked again when it is needed', async () => {
    const { bound } = await bind({ connectors: [fakeConnector({ discover })] });
    await expect(bound[0]!.describe()).rejects.toThrow('connection refused');
    isDown = false;
    expect(await bound[0]!.describe()).toEqual(offered);
    // Kept from now on.
    isDown = true;
    expect(await bound[0]!.describe()).toEqual(offered);
  });

  it('is told then what it does not offer', async () => {
    isDown = true;
    const { bound } = await bind({
      sources: [fakeSource({ from: 'row' })],
      connectors: [fakeConnector({ discover })],
    });
    isDown = false;
    await expect(bound[0]!.describe()).rejects.toMatchObject({
      code: 'HUB_INGEST_SOURCE_DATASET_UNKNOWN',
      details: { from: 'row', known: 'rows' },
    });
  });

  it('for a reason that is no source’s: a fault of the connector stops the start', async () => {
    const broken = fakeConnector({ discover: () => Promise.reject(new TypeError('x is not a function')) });
    await expect(bind({ connectors: [broken] })).rejects.toThrow(TypeError);
  });
});
