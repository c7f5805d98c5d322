import type { Json } from '../../src/sdk/index.ts';

/** Where inside an answer reading stands: how many of its features are done, and a hash of them. */
export interface AnswerPlace {
  url: string;
  done: number;
  /** Of the features that are done: an answer that begins otherwise is another answer. */
  hash: string;
}

/** A *pass* is one walk over all pages; it survives a crash because everything it needs is here. */
export interface OgcCursor {
  /** Time of change, as printed, that the next pass asks from. */
  since: string | null;
  /** Place in the pass under way; null = none is under way. */
  at: AnswerPlace | null;
  /** Highest time of change seen in the pass under way. */
  high: string | null;
  /** Source's clock when the pass began (HTTP Date), epoch ms. Later times of change do not move the watermark. */
  clock: number | null;
  /** Features that came in the pass under way, good and bad. */
  received: number;
  /** ETag of a pass that fitted one answer, with the URL it stands for. */
  etag: { url: string; value: string } | null;
}

const START: OgcCursor = { since: null, at: null, high: null, clock: null, received: 0, etag: null };

export function toCursor(json: Json | null): OgcCursor {
  return json === null ? START : { ...START, ...(json as Partial<OgcCursor>) };
}

/** The pass forgotten, the watermark kept. */
export function beginPass(last: OgcCursor): OgcCursor {
  return { ...START, since: last.since, etag: last.etag };
}

/** As it goes into a page. */
export function toJson(cursor: OgcCursor): Json {
  return { ...cursor } as unknown as Json;
}
