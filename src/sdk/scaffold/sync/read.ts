import { ConnectorError, type Ctx, type Page, type ReadRequest } from 'lien-thong/sdk';
import type { Config } from '../http/config.ts';

/**
 * Reads a dataset from `request.cursor` (null = from the beginning) to its end. Make it an `async function*`, and for
 * every page that came yield
 *
 *     { dataset: request.dataset.name, changes, cursor }
 *
 * - `changes`: `{ op: 'put', data }` as the source has it; of what cannot be read `{ op: 'bad', raw, reason, src }`.
 * - `cursor`: plain JSON, says where the page AFTER this one begins; times as the source printed them.
 * - about `request.pageBytes` of raw data a page, and nothing kept in a variable of this module.
 */
export function read(ctx: Ctx<Config>, request: ReadRequest): AsyncIterable<Page> {
  throw new ConnectorError('bug', `${ctx.source}: read of ${request.dataset.name} is not written yet`);
}
