import type { HttpResponse, Json } from '../../src/sdk/index.ts';

/** What one edition of a publication is told by, as the source prints it. */
export interface Edition {
  etag: string | null;
  lastModified: string | null;
  publicationTime: string | null;
}

/** Where reading stands: how many changes of which edition are delivered. */
export interface Datex2Cursor {
  edition: Edition;
  count: number;
  /** The edition was read to its end. */
  done: boolean;
}

export function toCursor(json: Json | null): Datex2Cursor | null {
  return json === null ? null : (json as unknown as Datex2Cursor);
}

export function toJson(cursor: Datex2Cursor): Json {
  return { ...cursor, edition: { ...cursor.edition } };
}

export function editionOf(response: HttpResponse, publicationTime: string | null): Edition {
  const { etag = null, 'last-modified': lastModified = null } = response.headers;
  return { etag, lastModified, publicationTime };
}

/** An edition that nothing tells from others is never the same: it is read again from its beginning. */
export function isSameEdition(a: Edition, b: Edition): boolean {
  if (a.etag !== null || b.etag !== null) return a.etag === b.etag;
  if (a.publicationTime !== null || b.publicationTime !== null)
    return a.publicationTime === b.publicationTime;
  return a.lastModified !== null && a.lastModified === b.lastModified;
}
