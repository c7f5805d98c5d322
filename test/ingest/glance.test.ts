import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileGlance } from '../../src/ingest/glance.ts';
import { judge } from '../../src/ingest/map.ts';
import { listRecordFields } from '../../src/ingest/record-fields.ts';
import type { Row } from '../../src/sdk/index.ts';
import { defineLiveDataset, type RecordKind } from '../../src/store/dataset.ts';
import { datasets } from '../../src/subgraphs/index.ts';
import { residentDataset } from '../../src/subgraphs/residents/resident.dataset.ts';
import { createRandom } from '../model/random.ts';
import * as samples from '../model/samples.ts';

const SAMPLES: Record<string, Row> = {
  vehicle: samples.vehicle,
  resident: samples.resident,
  roadSegment: samples.segment,
  trafficFlowObserved: samples.flow,
  trafficIncident: samples.incident,
  trafficAccident: samples.accident,
  trafficViolation: samples.violation,
  patrolShift: samples.shift,
};
const kinds: RecordKind[] = [...datasets, residentDataset];

/** What sources write and what nobody should, for any field. */
const VALUES: unknown[] = [
  ...[
    null,
    undefined,
    '',
    ' ',
    '0',
    'x',
    'Trắng',
    'e\u0301',
    'a'.repeat(100),
    'a'.repeat(101),
    '😀'.repeat(60),
  ],
  ...[
    '😀'.repeat(100),
    '😀'.repeat(101),
    'a'.repeat(501),
    '\u0000',
    '\ud800',
    '__proto__',
    '99A-123.45',
    '99I-123.45',
  ],
  ...[
    '2026-05-01',
    '2026-02-30',
    '2026-05-01T08:30:00Z',
    '2026-05-01T08:30:00+07:00',
    '2026-05-01T08:30:00.000Z',
  ],
  ...['2026-05-01 08:30', '9999-99-99', '19', '190', '09001', '027091000001', '999999999999', '0100109106'],
  ...['99A12345:CAR:WHITE_BLACK', 'Km 145+200', 'km145+200', '1HGCM82633A004352', 'ND168-2024.D6.K5.đ'],
  ...[0, -0, 1, -1, 0.5, 12, 60, 300, 2026, 1e21, 2 ** 53, -(2 ** 53), 106.07, 21.18, 181, 10_001],
  ...[
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    true,
    false,
    [],
    [1],
    ['x'],
    [null],
    {},
    { a: 1 },
    new Date(0),
  ],
  ...[
    [106.07, 21.18],
    [
      [106.07, 21.18],
      [106.08, 21.19],
    ],
    'LineString',
    Symbol.iterator,
    () => 1,
  ],
];

/** The outcome as the schema alone finds it. */
function judgeSlowly(kind: RecordKind, candidate: Row): unknown {
  const parsed = kind.record.safeParse(candidate);
  if (parsed.success) return { record: parsed.data };
  const messages = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { field: parsed.error.issues[0]?.path.join('.') || null, message: messages.join('; ') };
}

/** An outcome or what was thrown, with the order of its fields. */
function outcomeOf(work: () => unknown): unknown {
  try {
    const outcome = work() as { record?: object };
    return { outcome, order: Object.keys(outcome.record ?? {}) };
  } catch (error) {
    return { thrown: String(error) };
  }
}

describe('a glance at records', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    '%s: every candidate comes out as the schema alone judges it',
    (name, kind) => {
      const fields = listRecordFields(kind);
      const random = createRandom(20261124);
      const sample = SAMPLES[name] ?? {};
      let good = 0;
      for (let round = 0; round < 2500; round++) {
        const candidate: Row = { ...sample };
        // None, one or several fields are changed, more often to something that has a chance.
        for (let change = random.integer(0, 3); change > 0; change--) {
          const { name: field, codes } = random.pick(fields);
          const fitting = codes && random.next() < 0.7 ? codes : VALUES;
          candidate[field] = random.pick(fitting);
          if (random.next() < 0.05) delete candidate[field];
          if (random.next() < 0.03) candidate[`${field}X`] = 1;
        }
        const before = { ...candidate };
        const slow = outcomeOf(() => judgeSlowly(kind, { ...candidate }));
        expect(outcomeOf(() => judge(kind, candidate))).toEqual(slow);
        expect(candidate).toEqual(before);
        if (compileGlance(kind.record)!(candidate) !== undefined) good += 1;
      }
      // Otherwise nothing but the slow way was compared with itself.
      if (SAMPLES[name]) expect(good).toBeGreaterThan(400);
    },
  );

  it('what is no record at all is refused as the schema refuses it', () => {
    const kind = defineLiveDataset(residentDataset);
    for (const value of [null, undefined, [], 'x', 5, () => 1, new Map(), Object.create({ personalId: 'x' })])
      expect(outcomeOf(() => judge(kind, value as unknown as Row))).toEqual(
        outcomeOf(() => judgeSlowly(kind, value as unknown as Row)),
      );
  });

  it('leaves judges of another form alone', () => {
    const own = { safeParse: (data: unknown) => ({ success: true, data }) };
    for (const schema of [
      own,
      z.looseObject({ id: z.string() }),
      z.string(),
      z.strictObject({ a: z.string().optional() }),
    ])
      expect(compileGlance(schema as never)).toBeUndefined();
  });
});
