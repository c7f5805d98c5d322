import { ConnectorError, type Ctx, type SourceDataset } from 'lien-thong/sdk';
import type { Config } from '../http/config.ts';

/**
 * What the source offers, the same each time: every dataset with its name, the JSON Schema of a raw record, its key (in
 * `properties` and `required`), and how removals show (`deletes`).
 * The broker keeps the place, so there is no `cursor` here.
 */
export async function discover(ctx: Ctx<Config>): Promise<SourceDataset[]> {
  throw new ConnectorError('bug', `${ctx.source}: discover is not written yet`);
}
