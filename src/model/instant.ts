const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function digitsAt(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** A day that exists, written `yyyy-mm-dd`. Reads characters instead of a RegExp: it runs for every record. */
function startsWithDate(text: string): boolean {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const [year, month, day] = [digitsAt(text, 0, 4), digitsAt(text, 5, 2), digitsAt(text, 8, 2)];
  if (!(year > 0 && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= DAYS_IN_MONTH[month - 1]! && (month !== 2 || day < 29 || isLeapYear(year));
}

export function isCivilDate(text: string): boolean {
  return text.length === 10 && startsWithDate(text);
}

/** `yyyy-mm-ddThh:mm:ss.sssZ`, as to its length and signs: what most instants already are. */
function isCanonicalForm(text: string): boolean {
  return (
    text.length === 24 &&
    text[10] === 'T' &&
    text[13] === ':' &&
    text[16] === ':' &&
    text[19] === '.' &&
    text[23] === 'Z'
  );
}

/** An ISO 8601 instant: date, time and `Z` or an offset. A time without an offset is refused: it is ambiguous. */
export function isInstant(text: string): boolean {
  if (!startsWithDate(text)) return false;
  return isCanonicalForm(text)
    ? digitsAt(text, 11, 2) < 24 &&
        digitsAt(text, 14, 2) < 60 &&
        digitsAt(text, 17, 2) < 60 &&
        digitsAt(text, 20, 3) >= 0
    : WITH_OFFSET.test(text) && !Number.isNaN(Date.parse(text));
}

/** The one form inside the hub, `yyyy-mm-ddThh:mm:ss.sssZ`, so that text order is time order. */
export function toCanonicalInstant(text: string): string {
  return isCanonicalForm(text) ? text : new Date(text).toISOString();
}

/** The civil date in Vietnam (UTC+07:00 all year) of an ISO instant. */
export function toVietnamDate(instant: string): string {
  // Before 17:00 UTC the two dates are the same: most of the work of most records is avoided.
  if (isCanonicalForm(instant) && digitsAt(instant, 11, 2) < 17) return instant.slice(0, 10);
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);
}
