/** The three bands of Decree 168/2024/NĐ-CP: mg per litre of breath, mg per 100 ml of blood. */
export const ALCOHOL_LOW = {
  BREATH_ALCOHOL: { over: 0, upTo: 0.25 },
  BLOOD_ALCOHOL: { over: 0, upTo: 50 },
} as const;
export const ALCOHOL_MEDIUM = {
  BREATH_ALCOHOL: { over: 0.25, upTo: 0.4 },
  BLOOD_ALCOHOL: { over: 50, upTo: 80 },
} as const;
export const ALCOHOL_HIGH = { BREATH_ALCOHOL: { over: 0.4 }, BLOOD_ALCOHOL: { over: 80 } } as const;
