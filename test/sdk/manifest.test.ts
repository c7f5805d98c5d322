import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { isProblem } from '../../src/kernel/problem.ts';
import { judgeManifest } from '../../src/sdk/manifest.ts';

const good = {
  name: 'acme',
  version: '1.0.0',
  api: '^1',
  licence: 'MIT',
  description: 'An example',
  modes: ['sync'],
  config: { type: 'object', properties: { token: { type: 'string', 'x-secret': true } } },
  permissions: { net: ['*.example.org'] },
};

const refusal = (change: object) => {
  try {
    judgeManifest({ ...good, ...change });
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  return undefined;
};

describe('manifest', () => {
  it('accepts every line of the list', () => {
    for (const { manifest } of connectors) expect(judgeManifest(structuredClone(manifest))).toEqual(manifest);
  });

  it.each<[string, object, string]>([
    ['another contract', { api: '^2' }, 'api'],
    ['no licence', { licence: undefined }, 'licence'],
    ['no semantic version', { version: '1.0' }, 'version'],
    ['an unknown mode', { modes: ['sync', 'poll'] }, 'modes.1'],
    ['a mode twice', { modes: ['sync', 'sync'] }, 'modes'],
    ['an unknown entry', { install: 'curl' }, '(root)'],
    ['a configuration that is no object', { config: { type: 'string' } }, 'config'],
    ['a configuration with a typo', { config: { type: 'object', propertys: {} } }, 'config'],
    ['permissions it cannot have', { permissions: { exec: ['*'] } }, 'permissions'],
  ])('refuses %s and names the place', (_name, change, path) => {
    const problem = refusal(change);
    expect(problem?.code).toBe('HUB_CONNECTOR_MANIFEST_INVALID');
    expect(problem?.where.field).toBe(path);
    expect(problem?.message).toContain('acme');
    expect(problem?.remedy.en).not.toBe('');
  });

  it.each([null, 'x', [], 7])('refuses %j', (json) => {
    expect(() => judgeManifest(json)).toThrow(/connector\.json/);
  });
});
