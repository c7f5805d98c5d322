import { describe, expect, it } from 'vitest';
import type { HubContext } from '../../src/graphql/context.ts';
import { matches } from '../../src/graphql/predicate-memory.ts';
import { toUnitReference } from '../../src/graphql/unit-field.ts';
import { toUnitPredicate, type UnitFilter } from '../../src/graphql/unit-filter.ts';
import { createUnitIndex, toUnitKey } from '../../src/model/administrative-units/index.ts';

const units = createUnitIndex({ provinceCode: '24' });
const context = { units, now: new Date('2026-05-01T00:00:00Z') } as HubContext;

/** One row per unit there ever was; which of them does the filter take? */
function found(filter: UnitFilter): string[] {
  const predicate = toUnitPredicate(context, 'unit', filter);
  return units.all
    .filter(({ code, validFrom }) => matches(predicate, { unitCode: code, unitValidFrom: validFrom }))
    .map(toUnitKey)
    .sort();
}

// Code 09169 was Thị Cầu and became Vũ Ninh, which is made of four old communes.
const VU_NINH = '09169@2025-07-01';
const OLD = ['09163@2004-07-08', '09166@2004-07-08', '09169@2004-07-08', '09256@2004-07-08'];

describe('filter by administrative unit', () => {
  it('takes a code as of today, under the old codes of the same place too', () => {
    expect(found({ code: '09169' })).toEqual([...OLD, VU_NINH].sort());
    expect(found({ code: '09169', asOf: '2025-07-01' })).toEqual([...OLD, VU_NINH].sort());
  });

  it('takes the same code as another place before the reform', () => {
    expect(found({ code: '09169', asOf: '2025-06-30', exact: true })).toEqual(['09169@2004-07-08']);
    expect(found({ code: '09169', asOf: '2024-05-01', exact: true })).toEqual(['09169@2004-07-08']);
  });

  it('takes the commune that the place went into, too, unless told to be exact', () => {
    expect(found({ code: '09169', asOf: '2024-05-01' })).toEqual(['09169@2004-07-08', VU_NINH]);
    expect(found({ code: '09163', asOf: '2024-05-01' })).toEqual(['09163@2004-07-08', VU_NINH]);
  });

  it('takes an old district with all that lies in it', () => {
    const district = found({ code: '256', asOf: '2024-05-01' });
    expect(district).toEqual(expect.arrayContaining(OLD));
    const communes = units.childrenOf({ code: '256', validFrom: '2004-07-08' }).map(toUnitKey);
    expect(communes.length).toBeGreaterThan(5);
    expect(district).toEqual(expect.arrayContaining(communes));
  });

  it('takes a record without a unit for none', () => {
    const predicate = toUnitPredicate(context, 'unit', { code: '09169' });
    expect(matches(predicate, { unitCode: null, unitValidFrom: null })).toBe(false);
    expect(matches(predicate, { unitCode: '09169', unitValidFrom: null })).toBe(false);
  });

  it.each([
    ['00000', '2026-05-01'],
    ['256', '2026-05-01'],
    ['09169', '1999-01-01'],
  ])('refuses %s, which named nothing on %s', (code, asOf) => {
    expect(() => toUnitPredicate(context, 'unit', { code, asOf })).toThrowError(
      expect.objectContaining({ code: 'HUB_QUERY_UNIT_UNKNOWN', details: { code, asOf } }),
    );
  });
});

describe('unit of a record, as of a day', () => {
  it('is as recorded without a day', () => {
    expect(toUnitReference(context, '09163', '2004-07-08', null)).toEqual({
      code: '09163',
      validFrom: '2004-07-08',
    });
    expect(toUnitReference(context, null, null, '2026-05-01')).toBeNull();
  });

  it('follows a merger forward', () => {
    expect(toUnitReference(context, '09163', '2004-07-08', '2026-05-01')).toEqual({
      code: '09169',
      validFrom: '2025-07-01',
    });
    expect(toUnitReference(context, '09163', '2004-07-08', '2024-05-01')).toEqual({
      code: '09163',
      validFrom: '2004-07-08',
    });
  });

  it('does not guess back into which of several', () => {
    expect(toUnitReference(context, '09169', '2025-07-01', '2024-05-01')).toBeNull();
  });
});
