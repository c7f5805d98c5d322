import { ConnectorError } from '../../src/sdk/index.ts';

/** How far a zone (`UTC`, `+07:00`, `Asia/Ho_Chi_Minh`) is ahead of UTC at an instant, in minutes. */
export function offsetMinutes(timeZone: string, now: Date): number {
  try {
    const printed = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')!.value;
    const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(printed) ?? [];
    return sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  } catch {
    throw new ConnectorError('config', `"${timeZone}" is no time zone`);
  }
}

/** ISO 8601 with a zone → `YYYY-MM-DD hh:mm:ss.ffffff` in UTC; every digit of the second is kept. */
export function toUtcText(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i.exec(text);
  if (!parts) return text;
  const [, date, time, seconds = ':00', fraction = '', zone = 'Z'] = parts;
  const offset =
    zone.toUpperCase() === 'Z' || zone.length === 6 ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const millis = Date.parse(`${date}T${time}${seconds}${offset}`);
  if (Number.isNaN(millis)) return text;
  return new Date(millis).toISOString().slice(0, 19).replace('T', ' ') + fraction;
}
