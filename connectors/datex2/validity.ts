import { childOf, childrenOf, type Json, type XmlElement } from '../../src/sdk/index.ts';
import type { Reader } from './reader.ts';

/** When a record or an order holds; times as printed. */
export interface Validity {
  validityStatus: string | null;
  start: string | null;
  end: string | null;
  /** Valid and excepted periods as they are, by the name of their element. */
  periods: Json[];
}

export const VALIDITY_SCHEMA: Record<string, object> = {
  validityStatus: { type: ['string', 'null'] },
  start: { type: ['string', 'null'] },
  end: { type: ['string', 'null'] },
  periods: { type: 'array' },
};

export function readValidity(reader: Reader, validity: XmlElement | undefined): Validity {
  if (!validity) return { validityStatus: null, start: null, end: null, periods: [] };
  const time = childOf(validity, 'validityTimeSpecification');
  return {
    validityStatus: reader.text(validity, 'validityStatus'),
    start: reader.text(validity, 'validityTimeSpecification/overallStartTime'),
    end: reader.text(validity, 'validityTimeSpecification/overallEndTime'),
    periods: time
      ? ['validPeriod', 'exceptionPeriod'].flatMap((name) =>
          childrenOf(time, name).map((period) => ({ [name]: reader.keep(period) })),
        )
      : [],
  };
}
