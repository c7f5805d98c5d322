import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { rest } from '../../connectors/rest/index.ts';
import { createLog } from '../../src/kernel/log.ts';
import { createCtx } from '../../src/sdk/create-ctx.ts';

const written: string[] = [];
const log = createLog(
  'debug',
  new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  }),
);

const create = (
  config: object,
  secrets: Record<string, string> = {},
  manifest = rest.manifest,
  network = ['127.0.0.0/8'],
) =>
  createCtx({
    source: 'registry',
    config,
    manifest,
    secrets: (name) => secrets[name],
    network,
    log,
    signal: new AbortController().signal,
  });

describe('context', () => {
  it('names a secret that has no value before anything is called', async () => {
    const auth = { type: 'apiKey', key: 'REGISTRY_KEY' };
    await expect(create({ auth })).rejects.toMatchObject({
      code: 'HUB_CONFIG_SECRET_MISSING',
      details: { name: 'REGISTRY_KEY', source: 'registry' },
    });
  });

  it('takes every secret that was handed out, and its forms, out of the log', async () => {
    const url = 'postgres://hub:p%40ssw0rd@127.0.0.1/x';
    const ctx = await create({}, { KEY: 'k3y/value', DB: url });
    await ctx.secret('KEY');
    await ctx.secret('DB');
    ctx.log('warn', `k3y/value k3y%2Fvalue ${url}`, { reason: 'p@ssw0rd and p%40ssw0rd', path: 'x' });
    const line = written.at(-1)!;
    expect(JSON.parse(line)).toMatchObject({ source: 'registry', connector: 'rest', path: 'x' });
    expect(line).not.toMatch(/k3y|ssw0rd/);
  });

  it('lets HTTP go only to hosts that the configuration names and the manifest permits', async () => {
    const ctx = await create({ baseUrl: 'http://127.0.0.1:9/a' });
    await expect(ctx.http('http://127.0.0.1:10/a')).rejects.toMatchObject({ kind: 'config' });
    const narrow = { ...rest.manifest, permissions: { net: ['*.gov.vn'] } };
    await expect(create({ baseUrl: 'http://127.0.0.1:9/a' }, {}, narrow)).rejects.toMatchObject({
      kind: 'config',
    });
    await expect(create({ baseUrl: 'https://api.csgt.gov.vn/a' }, {}, narrow)).resolves.toBeDefined();
  });
});
