import { ConnectorError, type Ctx, type Page, type ReadRequest } from 'lien-thong/sdk';
import type { Config } from '../http/config.ts';

/**
 * Follows a dataset until `ctx.signal` says stop. Make it an `async function*`, and for every batch that came yield
 *
 *     { dataset: request.dataset.name, changes, cursor: null, ack: () => … }
 *
 * - `ack` is called after the hub has committed: only there is the source told that the batch is done.
 * - not more than a window of unacknowledged messages is taken; after a cut it connects again by itself.
 * - wait with `wait(ms, ctx.signal)` of the SDK, never with a loop.
 */
export function read(ctx: Ctx<Config>, request: ReadRequest): AsyncIterable<Page> {
  throw new ConnectorError('bug', `${ctx.source}: read of ${request.dataset.name} is not written yet`);
}
