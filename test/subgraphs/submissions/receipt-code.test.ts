import { describe, expect, it } from 'vitest';
import { createUnitIndex } from '../../../src/model/administrative-units/index.ts';
import {
  toCheckSymbol,
  toReceiptCode,
  toReceiptPrefix,
} from '../../../src/subgraphs/submissions/receipt-code.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

describe('receipt code', () => {
  it('is made of the last 35 bits of the id, the same wherever it is made', () => {
    expect(toReceiptCode('BN', '0199a5f0-0000-7000-8000-000000000000')).toBe('BN-0000-0000');
    expect(toReceiptCode('BN', '0199a5f0-0000-7000-8000-000000000001')).toBe('BN-0000-0012');
    expect(toReceiptCode('BN', '0199a5f0-0000-7000-8000-0007ffffffff')).toMatch(/^BN-ZZZZ-ZZZ.$/);
    expect(toReceiptCode('BN', 'ffffffff-ffff-7fff-bfff-fff800000000')).toBe('BN-0000-0000');
  });

  it('notices every single wrong symbol and every swap of neighbours', () => {
    const symbols = '7K4M1QX';
    const check = toCheckSymbol(symbols);
    for (let i = 0; i < symbols.length; i++) {
      for (const other of ALPHABET) {
        const wrong = symbols.slice(0, i) + other + symbols.slice(i + 1);
        expect(toCheckSymbol(wrong) === check, wrong).toBe(wrong === symbols);
      }
    }
    for (const a of ALPHABET)
      for (const b of ALPHABET) expect(toCheckSymbol(a + b) === toCheckSymbol(b + a)).toBe(a === b);
  });

  it('begins with the initials of the province', () => {
    expect(toReceiptPrefix(createUnitIndex({ provinceCode: '24' }))).toBe('BN');
    expect(toReceiptPrefix(createUnitIndex())).toBe('VN');
  });
});
