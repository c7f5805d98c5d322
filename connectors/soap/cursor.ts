import type { Json } from '../../src/sdk/index.ts';
import type { Position } from './pagination.ts';

/** Where inside a pass reading stands: a page, how many of its records are done, and a hash of them. */
export interface Place {
  page: Position | null;
  done: number;
  /** Of the records that are done: an answer that begins otherwise is another answer. */
  hash: string;
}

/** A *pass* is one walk over all pages; it survives a crash because everything it needs is here. */
export interface SoapCursor {
  /** Watermark of the last complete pass, as printed. */
  since: string | null;
  /** Place in the pass under way; null = none is under way. */
  at: Place | null;
  /** Highest time of change seen in the pass under way. */
  high: string | null;
  /** Source's clock when the pass began (HTTP Date), epoch ms. Later times of change do not move the watermark. */
  clock: number | null;
}

const START: SoapCursor = { since: null, at: null, high: null, clock: null };

export function toCursor(json: Json | null): SoapCursor {
  return json === null ? START : { ...START, ...(json as Partial<SoapCursor>) };
}

/** The pass forgotten, the watermark kept. */
export function beginPass(last: SoapCursor): SoapCursor {
  return { ...START, since: last.since };
}

/** As it goes into a page. */
export function toJson(cursor: SoapCursor): Json {
  return { ...cursor } as unknown as Json;
}
