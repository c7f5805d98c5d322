import { describe, expect, it } from 'vitest';
import { rest } from '../../connectors/rest/index.ts';
import { sql } from '../../connectors/sql/index.ts';
import { Problem } from '../../src/kernel/problem.ts';
import { env, type Manifest } from '../../src/sdk/index.ts';
import { judgeConfig } from '../../src/sdk/judge-config.ts';

const datasets = [{ name: 'a', path: 'a', key: ['id'] }];
const oauth2 = {
  type: 'oauth2',
  tokenUrl: 'http://localhost/token',
  clientId: 'hub',
  clientSecret: 'REGISTRY_SECRET',
};
const good = { baseUrl: env('REGISTRY_URL'), auth: oauth2, datasets };
const environment = { REGISTRY_URL: 'http://localhost:1/api', REGISTRY_SECRET: 'value' };

function refusal(config: Record<string, unknown>, manifest: Manifest = rest.manifest): Problem | undefined {
  try {
    judgeConfig(manifest, config, 'registry', environment);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return undefined;
}

describe('configuration', () => {
  it('resolves references, fills in defaults and leaves what it was given alone', () => {
    const given = structuredClone(good);
    const judged = judgeConfig<{ baseUrl: string; datasets: object[] }>(
      rest.manifest,
      given,
      'registry',
      environment,
    );
    expect(judged.baseUrl).toBe('http://localhost:1/api');
    expect(judged.datasets[0]).toMatchObject({
      pagination: { type: 'none' },
      complete: false,
      sizeParam: 'limit',
    });
    expect(given).toEqual(good);
  });

  it('takes env() for a secret as its name, and does not look its value up', () => {
    const judged = judgeConfig<typeof good>(
      rest.manifest,
      { ...good, auth: { ...oauth2, clientSecret: env('REGISTRY_SECRET') } },
      'registry',
      environment,
    );
    expect(judged.auth.clientSecret).toBe('REGISTRY_SECRET');
  });

  it('takes a secret by env: or by the absolute path of a file too, and nothing else', () => {
    const secretOf = (clientSecret: string) =>
      judgeConfig<typeof good>(
        rest.manifest,
        { ...good, auth: { ...oauth2, clientSecret } },
        'registry',
        environment,
      ).auth.clientSecret;
    expect(secretOf('env:REGISTRY_SECRET')).toBe('REGISTRY_SECRET');
    expect(secretOf('file:/run/secrets/registry')).toBe('file:/run/secrets/registry');
    for (const literal of ['file:relative', 'env:lower', 'hunter2'])
      expect(() => secretOf(literal)).toThrow(/NAME/);
  });

  it.each<[string, object, string, RegExp]>([
    ['a field that is missing', { baseUrl: undefined }, 'baseUrl', /is required/],
    ['a field that is not known', { baseurl: 'x' }, 'baseurl', /not known/],
    ['a value of the wrong form', { baseUrl: 'ftp://x' }, 'baseUrl', /pattern/],
    ['a variable that is not set', { baseUrl: env('NOPE') }, 'baseUrl', /NOPE/],
    ['an unknown kind of credentials', { auth: { type: 'ntlm' } }, 'auth.type', /"ntlm"/],
    [
      'credentials that lack a part',
      { auth: { type: 'basic', username: 'x' } },
      'auth.password',
      /is required/,
    ],
    ['a secret pasted in', { auth: { ...oauth2, clientSecret: 'hunter2!' } }, 'auth.clientSecret', /NAME/],
    [
      'a secret with a fallback',
      { auth: { ...oauth2, clientSecret: env('A', 'b') } },
      'auth.clientSecret',
      /fallback/,
    ],
    ['a dataset without key', { datasets: [{ name: 'a', path: 'a' }] }, 'datasets.0.key', /is required/],
  ])('refuses %s and names place and reason', (_name, change, path, reason) => {
    const problem = refusal({ ...good, ...change });
    expect(problem?.code).toBe('HUB_CONNECTOR_CONFIG_INVALID');
    expect(problem?.where).toEqual({ source: 'registry', field: path });
    expect(problem?.message).toMatch(reason);
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  it('refuses a connection URL where the name of a secret belongs, without repeating it', () => {
    const problem = refusal(
      {
        url: 'postgres://hub:hunter2@db/x',
        driver: 'postgres',
        datasets: [{ name: 'a', table: 'a', key: ['id'] }],
      },
      sql.manifest,
    );
    expect(problem?.where.field).toBe('url');
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });
});
