/** Times as a clock on a wall shows them, `yyyy-mm-ddTHH:mm[:ss]` without offset, and the IANA zone it hangs in. */

const formats = new Map<string, Intl.DateTimeFormat>();

function toFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  return format;
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(instantMs: number, zone: string): number {
  const name = toFormat(zone)
    .formatToParts(instantMs)
    .find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name)!;
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
}

const DAY_MS = 86_400_000;

/**
 * The instant, ISO 8601 UTC. A time that the clock showed twice, when it was put back, means the first. A time that it
 * never showed, because it was put forward, throws: to take another instead would let two records fall together.
 */
export function toInstant(wall: string, zone: string): string {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) throw new Error(`"${wall}" is not a time yyyy-mm-ddTHH:mm`);
  const offsets = [offsetAt(asUtc - DAY_MS, zone), offsetAt(asUtc + DAY_MS, zone)];
  const instants = offsets
    .map((offset) => asUtc - offset)
    .filter((at, index) => offsetAt(at, zone) === offsets[index]);
  if (instants.length === 0) throw new Error(`"${wall}" was on no clock in ${zone}`);
  return new Date(Math.min(...instants)).toISOString();
}
