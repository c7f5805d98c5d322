/** Pause before attempt `attempt + 1`: full jitter, so that many clients do not come back together. */
export function backoffMs(attempt: number, { baseMs = 200, maxMs = 5_000 } = {}): number {
  return Math.random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1));
}

/** `Retry-After` (RFC 9110 §10.2.3) in milliseconds: delay in seconds or an HTTP date. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
