import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Problem, type ProblemKind, toError } from '../../src/kernel/problem.ts';
import { listProblemKinds, problemAreas } from '../../src/kernel/problems/index.ts';
import { STORE_DATA_DIR_BUSY } from '../../src/kernel/problems/store.ts';

/** Stands for whatever details a message asks for, and notes which. */
function anyDetails(asked: Set<string>): object {
  const value: object = new Proxy(() => undefined, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => 'X' : value),
    apply: () => value,
  });
  return new Proxy(
    {},
    {
      get: (_, name) => {
        asked.add(String(name));
        return value;
      },
    },
  );
}

const named = Object.values(problemAreas).flatMap((area) =>
  Object.entries(area as Record<string, ProblemKind>),
);

describe('catalogue of problems', () => {
  it('lists every area that has a file', () => {
    const folder = new URL('../../src/kernel/problems/', import.meta.url);
    const files = readdirSync(folder)
      .filter((file) => file !== 'index.ts')
      .map((file) => file.replace('.ts', ''));
    expect(Object.keys(problemAreas).sort()).toEqual(files.sort());
  });

  it('uses every code once', () => {
    const codes = listProblemKinds().map((kind) => kind.code);
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it.each(named)(
    '%s: its code is its name, and it says what happened and what to do, twice',
    (name, kind) => {
      expect(kind.code).toBe(`HUB_${name}`);
      expect(kind.code).toMatch(/^HUB_[A-Z]+(_[A-Z]+)*$/);
      expect(['client', 'source', 'operator']).toContain(kind.fixer);
      expect(kind.status).toBeGreaterThanOrEqual(200);
      expect(kind.status).toBeLessThan(600);
      const [inVietnamese, inEnglish] = [new Set<string>(), new Set<string>()];
      expect(kind.vi(anyDetails(inVietnamese)).length).toBeGreaterThan(10);
      expect(kind.en(anyDetails(inEnglish)).length).toBeGreaterThan(10);
      expect(kind.vi(anyDetails(new Set()))).not.toBe(kind.en(anyDetails(new Set())));
      // Neither language tells less than the other.
      expect([...inEnglish].sort()).toEqual([...inVietnamese].sort());
      expect(kind.remedyVi.length).toBeGreaterThan(10);
      expect(kind.remedyEn.length).toBeGreaterThan(10);
    },
  );
});

describe('a problem', () => {
  const cause = new Error('EEXIST');
  const problem = new Problem(
    STORE_DATA_DIR_BUSY,
    { dataDir: '/data', pid: 7 },
    { where: { file: 'hub.pid' }, cause },
  );

  it('carries message, place, remedy and cause', () => {
    expect(problem).toBeInstanceOf(Error);
    expect(problem.message).toContain('/data');
    expect(problem.cause).toBe(cause);
    expect(problem.toJSON()).toEqual({
      code: 'HUB_STORE_DATA_DIR_BUSY',
      message: problem.message,
      messageEn: 'The data directory /data is in use by another hub process (pid 7)',
      fixer: 'operator',
      remedy: STORE_DATA_DIR_BUSY.remedyVi,
      remedyEn: STORE_DATA_DIR_BUSY.remedyEn,
      where: { file: 'hub.pid' },
    });
  });

  it('leaves "where" out when there is none', () => {
    expect(new Problem(STORE_DATA_DIR_BUSY, { dataDir: '/data', pid: 7 }).toJSON()).not.toHaveProperty(
      'where',
    );
  });

  it('is made of whatever was thrown', () => {
    expect(toError(cause)).toBe(cause);
    expect(toError('text')).toEqual(new Error('text'));
  });
});
