import { sha256Hex } from '../../../kernel/id.ts';
import { type Answer, refusal } from './answer.ts';
import {
  type Collection,
  findPosition,
  fromCursor,
  readCollectionPage,
  readSince,
  toCursor,
} from './collection.ts';

const DEFAULT_LIMIT = 200;
const MAX_LIMIT = 1_000;

/**
 * One page. `?conTro=` continues; otherwise `?capNhatTu=` starts at what was updated since; `gioiHan` ≤ 1,000.
 * An answer that the client already has (RFC 9110 §13.1.2) is 304.
 */
export function toPageAnswer(
  collection: Collection,
  query: URLSearchParams,
  knownEtag: string | undefined,
): Answer {
  const limit = Number(query.get('gioiHan') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) return refusal(400, 'GIOI_HAN_SAI');
  const cursor = query.get('conTro');
  const position = cursor === null ? toStart(collection, query.get('capNhatTu')) : fromCursor(cursor);
  if (position === null) return refusal(400, cursor === null ? 'THOI_DIEM_SAI' : 'CON_TRO_SAI');
  const { records, next } = readCollectionPage(collection, position, limit);
  const body = JSON.stringify({ duLieu: records, trangSau: next === null ? null : toCursor(next) });
  const etag = `"${sha256Hex(body).slice(0, 32)}"`;
  if (knownEtag === etag) return { status: 304, headers: { etag } };
  return { status: 200, headers: { etag }, body };
}

function toStart(collection: Collection, since: string | null): number | null {
  if (since === null) return 0;
  const at = readSince(since);
  return at === null ? null : findPosition(collection, at);
}
