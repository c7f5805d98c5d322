import type { Json } from '../../src/sdk/index.ts';
import type { Position } from './pages.ts';

/** Where reading stands. A *pass* is one walk over all pages; it survives a crash because everything it needs is here. */
export interface GraphqlCursor {
  /** Watermark of the last complete pass, as printed: the next one asks from here. */
  since: string | null;
  /** Next page of the pass under way; null = none is under way, or its first page is not done. */
  next: Position | null;
  /** How much of that page has been handed over, when it was too large for one. `digest` tells whether it is still the same. */
  part: { records: number; digest: string } | null;
  /** Highest time of change seen in the pass under way. */
  high: string | null;
  /** Source's clock when the pass began (HTTP Date), epoch ms. Later times of change do not move the watermark. */
  clock: number | null;
}

const START: GraphqlCursor = { since: null, next: null, part: null, high: null, clock: null };

export function toCursor(json: Json | null): GraphqlCursor {
  return json === null ? START : { ...START, ...(json as Partial<GraphqlCursor>) };
}

/** As it goes into a page. */
export function toJson(cursor: GraphqlCursor): Json {
  return { ...cursor } as { [key: string]: Json };
}
