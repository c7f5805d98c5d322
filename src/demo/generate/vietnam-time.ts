const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * HOUR_MS;
/** UTC+07:00 all year. */
const OFFSET_MS = 7 * HOUR_MS;

/** Dates are written millions of times, and they are few: some ten thousand days. */
const isoDays = new Map<number, string>();

/** `2026-11-24`, the form that sorts: the civil date in Vietnam. */
export function toIsoDay(at: number): string {
  const number = Math.floor((at + OFFSET_MS) / DAY_MS);
  let day = isoDays.get(number);
  if (day === undefined) {
    day = new Date(number * DAY_MS).toISOString().slice(0, 10);
    isoDays.set(number, day);
  }
  return day;
}

/** `24/11/2026`, as Vietnamese offices write a date. */
export function toDay(at: number): string {
  const iso = toIsoDay(at);
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

/** `24/11/2026 07:05`. */
export function toMinute(at: number): string {
  return `${toDay(at)} ${toTime(at).slice(0, 5)}`;
}

/** `2026-11-24T07:05:09+07:00`: fixed width, so text order is time order. */
export function toOffsetIso(at: number): string {
  return `${toIsoDay(at)}T${toTime(at)}+07:00`;
}

/** `2026-11-24T07:05:09.250+07:00`. */
export function toOffsetIsoMs(at: number): string {
  return `${toIsoDay(at)}T${toTime(at)}.${String(Math.floor(at) % 1_000).padStart(3, '0')}+07:00`;
}

/** Instant of a civil date `yyyy-mm-dd` at 00:00 in Vietnam. */
export function fromIsoDay(day: string): number {
  return Date.parse(`${day}T00:00:00+07:00`);
}

/** Hour of the day in Vietnam with its fraction: 7.5 is half past seven. */
export function hourOfDay(at: number): number {
  return ((at + OFFSET_MS) % DAY_MS) / HOUR_MS;
}

/** `07:05:09` */
function toTime(at: number): string {
  const seconds = Math.floor(((at + OFFSET_MS) % DAY_MS) / 1_000);
  return `${pad(Math.floor(seconds / 3_600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
