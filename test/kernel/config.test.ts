import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/kernel/config.ts';

describe('environment', () => {
  it('has a default for everything; an empty variable counts as unset', () => {
    expect(readEnvironment({ PORT: '', HUB_DATA_DIR: '' })).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataDir: path.resolve('.hub'),
      databaseUrl: undefined,
      logLevel: 'info',
      demoScale: 'small',
    });
  });

  it('takes what is set', () => {
    const url = 'postgresql://hub@db.example.vn/hub';
    const read = readEnvironment({
      PORT: '0',
      HUB_DATA_DIR: '/srv/hub',
      DATABASE_URL: url,
      HUB_DEMO_SCALE: 'province',
    });
    expect(read).toMatchObject({ port: 0, dataDir: '/srv/hub', databaseUrl: url, demoScale: 'province' });
  });

  it.each([
    ['PORT', 'four'],
    ['PORT', '65536'],
    ['PORT', '4000.5'],
    ['DATABASE_URL', 'mysql://localhost/hub'],
    ['HUB_LOG_LEVEL', 'loud'],
    ['HUB_DEMO_SCALE', 'country'],
  ])('names the variable that is wrong: %s=%s', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrowError(
      expect.objectContaining({
        code: 'HUB_CONFIG_ENV_INVALID',
        fixer: 'operator',
        where: { field: name },
        message: expect.stringContaining(name),
      }),
    );
  });
});
