import { describe, expect, it } from 'vitest';
import { toBanner } from '../../src/hub/banner.ts';
import { createHealthCheck } from '../../src/hub/health.ts';
import { toFailureText } from '../../src/hub/report-failure.ts';
import { Problem } from '../../src/kernel/problem.ts';
import { CONFIG_INVALID } from '../../src/kernel/problems/config.ts';

describe('a failed start', () => {
  it('is told in both languages, with the place, and what to do last', () => {
    const problem = new Problem(
      CONFIG_INVALID,
      { path: 'sources[0]', reason: 'x' },
      { where: { file: 'hub.config.ts', field: 'sources[0]' } },
    );
    const lines = toFailureText(problem).trim().split('\n');
    expect(lines[0]).toBe('✖ HUB_CONFIG_INVALID  (file: hub.config.ts, field: sources[0])');
    expect(lines).toContain('  Cấu hình không hợp lệ tại sources[0]: x');
    expect(lines).toContain('  The configuration is not valid at sources[0]: x');
    expect(lines.slice(-2)).toEqual([`→ ${CONFIG_INVALID.remedyVi}`, `→ ${CONFIG_INVALID.remedyEn}`]);
  });

  it('that is no problem of the catalogue shows where it was thrown', () => {
    expect(toFailureText(new Error('surprise'))).toMatch(/surprise\n\s+at .*texts\.test\.ts/);
    expect(toFailureText('a string')).toContain('a string');
  });
});

describe('banner', () => {
  const facts = {
    url: 'http://localhost:4000',
    provinceVi: 'Bắc Ninh',
    counts: { 'phương tiện': 5000 },
    seconds: 12.34,
  };

  it('shows where things are, the keys, and a query that is valid JSON', () => {
    const text = toBanner({ ...facts, keys: { partner: 'hub_1', officer: 'hub_2' } });
    expect(text).toContain('http://localhost:4000/kham-pha#key=partner:hub_1&key=officer:hub_2');
    expect(text).toContain('5.000 phương tiện');
    expect(text).toContain('Bearer hub_1');
    const body = /-d '(.*)'$/m.exec(text)![1]!;
    expect(JSON.parse(body).query).toContain('vehicles(');
  });

  it('speaks of no keys where there are none', () => {
    const text = toBanner({ ...facts, keys: {} });
    expect(text).not.toContain('Bearer');
    expect(text).toContain('http://localhost:4000/kham-pha\n');
  });
});

describe('readiness', () => {
  const answering = { query: async () => ({ rows: [] }) } as never;

  it('waits for the first sync', async () => {
    let isOver = false;
    const check = createHealthCheck(answering, () => isOver);
    expect(await check()).toEqual({ ready: false, reasons: [expect.stringContaining('first sync')] });
    isOver = true;
    expect(await check()).toEqual({ ready: true, reasons: [] });
  });

  it('ends when the database does not answer, and says why', async () => {
    const check = createHealthCheck(
      { query: () => Promise.reject(new Error('refused')) } as never,
      () => true,
    );
    expect(await check()).toEqual({ ready: false, reasons: [expect.stringContaining('refused')] });
  });
});
