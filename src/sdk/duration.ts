const WRITTEN = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * Milliseconds of an ISO 8601 duration in weeks, days, hours, minutes and seconds (`PT10M`, `P1DT12H`).
 * Years and months have no fixed length and are refused.
 */
export function durationMs(written: string): number {
  const parts = WRITTEN.exec(written);
  if (!parts || written.endsWith('P') || written.endsWith('T'))
    throw new Error(`"${written}" is not an ISO 8601 duration in days, hours, minutes or seconds`);
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes!) * 60_000 + seconds! * 1000;
}
