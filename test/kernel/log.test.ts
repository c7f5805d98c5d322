import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/kernel/log.ts';

/** Not a person's: the point is only that it must not come out. */
const PLANTED = '024199000000-PLANTED';

function capture(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string {
  let written = '';
  const destination = new Writable({
    write: (chunk, _, done) => {
      written += String(chunk);
      done();
    },
  });
  write(createLog(level, destination));
  return written;
}

describe('log', () => {
  it('keeps known fields and drops unknown ones with all they hold', () => {
    const written = capture((log) =>
      log.info(
        {
          source: 'vehicle-registry',
          rows: 3,
          personalId: PLANTED,
          record: { owner: PLANTED },
          plates: [PLANTED],
        },
        'page written',
      ),
    );
    expect(JSON.parse(written)).toMatchObject({ source: 'vehicle-registry', rows: 3, msg: 'page written' });
    expect(written).not.toContain(PLANTED);
    expect(written).not.toContain('personalId');
  });

  it('writes one line per entry and nothing below its level', () => {
    const written = capture((log) => {
      log.info({ rows: 1 }, 'hidden');
      log.warn({ rows: 2 }, 'one');
      log.error({ rows: 3 }, 'two');
    }, 'warn');
    const lines = written
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string });
    expect(lines.map((line) => line.msg)).toEqual(['one', 'two']);
  });
});
