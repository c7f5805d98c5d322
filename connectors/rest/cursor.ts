import type { Json } from '../../src/sdk/index.ts';
import type { Position } from './pagination.ts';

/**
 * Where reading stands. A *pass* is one walk over all pages; it survives a crash because everything it needs is here.
 * As text of the source wherever the source made it.
 */
export interface RestCursor {
  /** Watermark of the last complete pass: the next one asks from here. */
  since: string | null;
  /** Next page of the pass under way; null = no pass is under way, or its first page is not done. */
  next: Position | null;
  /** How much of that page has been handed over, when it was too large for one. `digest` tells whether it is still the same. */
  part: { records: number; digest: string } | null;
  /** Highest time of change seen in the pass under way. */
  high: string | null;
  /** Source's clock when the pass began (HTTP Date), epoch ms. Later times of change do not move the watermark. */
  clock: number | null;
  /** ETag of a pass that fitted one page, with the URL it answers for. */
  etag: { url: string; value: string } | null;
}

const START: RestCursor = { since: null, next: null, part: null, high: null, clock: null, etag: null };

export function toCursor(json: Json | null): RestCursor {
  return json === null ? START : { ...START, ...(json as Partial<RestCursor>) };
}

/** As it goes into a page. */
export function toJson(cursor: RestCursor): Json {
  return { ...cursor } as { [key: string]: Json };
}

/** The pass about to begin; what is not in here is not needed to go on after a crash. */
export function beginPass(last: RestCursor): RestCursor {
  return { ...last, next: null, part: null, high: null, clock: null };
}
