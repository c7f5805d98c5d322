import { type Change, ConnectorError } from '../../src/sdk/index.ts';
import type { Pagination } from './config.ts';
import type { Values } from './parameters.ts';

/** Where a page is: its number or offset, its token, or the fields of the record before it. */
export type Position = string | number | string[];

/** Values of the placeholders of paging. */
export function toPageValues(pagination: Pagination, at: Position | null): Values {
  switch (pagination.type) {
    case 'none':
      return {};
    case 'page':
      return { page: Number(at ?? pagination.first) };
    case 'offset':
      return { offset: Number(at ?? 0) };
    case 'token':
      return { token: at === null ? null : String(at) };
    case 'keyset':
      return Object.fromEntries(
        pagination.fields.map((field, i) => [`after.${field}`, at === null ? null : (at as string[])[i]!]),
      );
  }
}

/** Texts of a record's fields, if it has them all. */
export function keysetOf(pagination: Pagination, change: Change): string[] | undefined {
  if (pagination.type !== 'keyset' || change.op === 'bad') return undefined;
  const row = change.op === 'put' ? change.data : change.key;
  const values = pagination.fields.map((field) => row[field] ?? null);
  return values.some((value) => value === null || value === '') ? undefined : values.map(String);
}

export interface PageSeen {
  at: Position | null;
  /** Records on the page, good and bad. */
  count: number;
  pageSize: number | undefined;
  /** Text at the token's path. */
  token: string | undefined;
  /** Of the last record that has its fields. */
  last: string[] | undefined;
}

/** Position of the page after this one, or null when it was the last. */
export function nextPosition(
  pagination: Pagination,
  { at, count, pageSize, token, last }: PageSeen,
): Position | null {
  // A short page is the last one; without a known size only an empty page is.
  const isLast = count === 0 || (pageSize !== undefined && count < pageSize);
  switch (pagination.type) {
    case 'none':
      return null;
    case 'token':
      return token === undefined || token === '' ? null : token;
    case 'page':
      return isLast ? null : Number(at ?? pagination.first) + 1;
    case 'offset':
      return isLast ? null : Number(at ?? 0) + count;
    case 'keyset':
      if (isLast) return null;
      if (last) return last;
      throw new ConnectorError(
        'drift',
        `no record of the page says where the next one begins (${pagination.fields.join(', ')})`,
      );
  }
}

/**
 * Notices pages that lead back to one already read, in constant memory (Brent): one earlier position is remembered, and
 * replaced by a later one ever more rarely, so that any circle is closed within a few rounds of it.
 */
export function createCircleGuard() {
  let remembered: string | undefined;
  let steps = 0;
  let power = 1;
  return (at: Position | null, next: Position): void => {
    const text = JSON.stringify(next);
    if (text === JSON.stringify(at))
      throw new ConnectorError('drift', 'the page names itself as the next one');
    if (text === remembered) throw new ConnectorError('drift', 'the pages lead in a circle');
    steps += 1;
    if (steps < power) return;
    remembered = text;
    steps = 0;
    power *= 2;
  };
}
