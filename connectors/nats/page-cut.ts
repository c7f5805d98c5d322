import type { Delivery } from './message.ts';

export interface PageLimits {
  rows: number;
  bytes: number;
  /** Sent more often than this, a message may be what brings the hub down: it comes alone. */
  isolateAfter: number;
}

/** How many of the waiting messages make the next page, and whether there is a reason not to wait for more. */
export function cutPage(
  waiting: readonly Delivery[],
  limits: PageLimits,
): { count: number; isFull: boolean } {
  let bytes = 0;
  for (const [index, delivery] of waiting.entries()) {
    if (delivery.times > limits.isolateAfter) return { count: Math.max(index, 1), isFull: true };
    bytes += delivery.size;
    if (index > 0 && bytes > limits.bytes) return { count: index, isFull: true };
    if (index + 1 === limits.rows) return { count: limits.rows, isFull: true };
  }
  return { count: waiting.length, isFull: bytes >= limits.bytes };
}
