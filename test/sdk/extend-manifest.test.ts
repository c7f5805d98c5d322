// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what is tried here
import { describe, expect, it } from 'vitest';
import open311Json from '../../connectors/open311/connector.json' with { type: 'json' };
import open511Json from '../../connectors/open511/connector.json' with { type: 'json' };
import { rest } from '../../connectors/rest/index.ts';
import xroadJson from '../../connectors/xroad-rest/connector.json' with { type: 'json' };
import { isProblem } from '../../src/kernel/problem.ts';
import { extendConnector } from '../../src/sdk/extend-manifest.ts';
import type { ConnectorModule, Ctx } from '../../src/sdk/index.ts';
import { judgeManifest } from '../../src/sdk/manifest.ts';

const good = {
  name: 'acme',
  version: '1.0.0',
  api: '^1',
  licence: 'MIT',
  description: 'An example',
  extends: 'rest',
  modes: ['sync'],
  permissions: { net: ['*'] },
  inherits: ['auth'],
  config: {
    type: 'object',
    additionalProperties: false,
    required: ['baseUrl'],
    properties: {
      baseUrl: { type: 'string' },
      city: { type: 'string' },
      size: { type: 'integer' },
      token: { type: 'string', 'x-secret': true },
    },
  },
  example: { baseUrl: 'https://a.example', city: 'Huế', size: 5 },
  body: {
    baseUrl: '${config.baseUrl}',
    datasets: [
      {
        name: 'a',
        path: 'a',
        key: ['id'],
        pageSize: '${config.size}',
        query: { city: 'in ${config.city}', fixed: 'x' },
      },
    ],
  },
};

function refusalOf(json: unknown, base: ConnectorModule<never> = rest as ConnectorModule<never>) {
  try {
    extendConnector(base, json);
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  return undefined;
}

describe('a connector without code', () => {
  it.each([
    ['open311', open311Json],
    ['open511', open511Json],
    ['xroad-rest', xroadJson],
    ['acme', good],
  ])('%s is judged, and its manifest is one like any other', (name, json) => {
    const { manifest } = extendConnector(rest, json);
    expect(judgeManifest(structuredClone(manifest))).toEqual(manifest);
    expect(manifest).toMatchObject({ name, cursorVersion: 1 });
    expect(manifest).not.toHaveProperty('body');
    expect(manifest.config.properties).toHaveProperty(
      'auth',
      rest.manifest.config.properties!['auth' as never],
    );
  });

  it('gives the base its own configuration, with types kept and what is not configured left out', async () => {
    const seen: unknown[] = [];
    const base: ConnectorModule = {
      ...(rest as ConnectorModule),
      create: (ctx) => {
        seen.push(ctx.config);
        return {
          check: async (now) => {
            seen.push(now.config);
            return { ok: true };
          },
          discover: async () => [],
        };
      },
    };
    const module = extendConnector(base, good);
    const open = async (config: object) => {
      const ctx = { config } as Ctx;
      await (await module.create(ctx)).check(ctx);
    };
    await open(good.example);
    expect(seen[0]).toMatchObject({
      baseUrl: 'https://a.example',
      datasets: [{ pageSize: 5, query: { city: 'in Huế', fixed: 'x' }, pagination: { type: 'none' } }],
    });
    expect(seen[1]).toBe(seen[0]);
    await open({ baseUrl: 'https://b.example' });
    expect(seen[2]).toMatchObject({ datasets: [{ query: { fixed: 'x' } }] });
    expect((seen[2] as { datasets: object[] }).datasets[0]).not.toHaveProperty('pageSize');
  });

  it('has the functions of its modes and no others', async () => {
    const { connector } = await open(good);
    expect(Object.keys(connector).sort()).toEqual(['check', 'discover', 'read']);
    const both = await open({ ...good, modes: ['sync', 'live'] });
    expect(Object.keys(both.connector).sort()).toEqual(['check', 'discover', 'query', 'read']);
  });

  it('does not take a text of the configuration for a template', async () => {
    const { connector, ctx } = await open(
      { ...good, example: { ...good.example } },
      { city: '${config.size}' },
    );
    const asked: string[] = [];
    const http = async (url: string | URL) => {
      asked.push(new URL(url).searchParams.get('city')!);
      return { status: 200, headers: {}, url: '', text: async () => '[]' };
    };
    await connector.check({ ...ctx, http: http as never });
    expect(asked).toEqual(['in ${config.size}']);
  });

  async function open(json: object, more: object = {}) {
    const config = { baseUrl: 'https://a.example', ...more };
    const ctx = { source: 's', config, now: () => new Date() } as Ctx;
    return { connector: await extendConnector(rest, json).create(ctx), ctx };
  }
});

const body = (change: object) => ({ ...good, body: { ...good.body, ...change } });
const dataset = (change: object) => body({ datasets: [{ ...good.body.datasets[0], ...change }] });

describe('a connector without code is refused', () => {
  it.each<[string, unknown, string]>([
    ['without a base', { ...good, extends: undefined }, 'extends'],
    ['for another base', { ...good, extends: 'sql' }, 'extends'],
    ['without a body', { ...good, body: undefined }, 'body'],
    ['without an example', { ...good, example: undefined }, 'example'],
    ['with an entry nobody knows', { ...good, code: './index.ts' }, '(root)'],
    ['with a mode its base has not', { ...good, modes: ['sync', 'stream'] }, 'modes'],
    ['with folders its base may not touch', { ...good, permissions: { fs: ['/etc'] } }, 'permissions.fs'],
    ['inheriting what is not there', { ...good, inherits: ['secrets'] }, 'inherits'],
    ['for another contract', { ...good, api: '^2' }, 'api'],
    [
      'with a setting that is misspelt in the body',
      dataset({ path: '${config.citty}' }),
      'body.datasets.0.path',
    ],
    [
      'with anything but a setting in a placeholder',
      dataset({ path: '${process.env.HOME}' }),
      'body.datasets.0.path',
    ],
    [
      'with a placeholder inside a placeholder',
      dataset({ path: '${config.${config.city}}' }),
      'body.datasets.0.path',
    ],
    ['with an address of its own', body({ baseUrl: 'https://elsewhere.example' }), 'body.baseUrl'],
    [
      'with credentials in the body',
      body({ auth: { type: 'apiKey', key: 'HUB_DATABASE_URL' } }),
      'body.auth',
    ],
    ['with a body its base does not take', dataset({ pathh: 'a' }), 'body'],
    ['with a body that is broken without an optional setting', dataset({ path: '${config.city}' }), 'body'],
    ['with an example that is none', { ...good, example: { baseUrl: 7 } }, 'example'],
    ['with an example that lacks what is required', { ...good, example: { city: 'Huế' } }, 'example'],
  ])('%s', (_name, json, path) => {
    const problem = refusalOf(json);
    expect(problem?.code).toBe('HUB_CONNECTOR_MANIFEST_INVALID');
    expect(problem?.where.field).toBe(path);
    expect(problem?.message).toContain('acme');
  });

  it.each([null, 'x', [], 7])('%j', (json) => {
    expect(refusalOf(json)?.code).toBe('HUB_CONNECTOR_MANIFEST_INVALID');
  });

  it('when it names a secret of its own, and not when the operator names it', () => {
    const base: ConnectorModule = {
      ...(rest as ConnectorModule),
      manifest: {
        ...rest.manifest,
        name: 'bank',
        config: {
          type: 'object',
          properties: { url: { type: 'string', 'x-secret': true }, table: { type: 'string' } },
        },
      },
    };
    const withUrl = (url: string) => ({
      ...good,
      extends: 'bank',
      inherits: [],
      example: { token: 'CITY_DATABASE_URL', city: 'Huế' },
      config: { ...good.config, required: ['token'] },
      body: { url, table: 'a' },
    });
    const placeOf = (url: string) => refusalOf(withUrl(url), base as ConnectorModule<never>)?.where.field;
    expect(placeOf('HUB_DATABASE_URL')).toBe('body.url');
    expect(placeOf('${config.city}')).toBe('body.url');
    expect(placeOf('postgres://${config.token}')).toBe('body.url');
    expect(placeOf('${config.token}')).toBe(undefined);
  });
});
