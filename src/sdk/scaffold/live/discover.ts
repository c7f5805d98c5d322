import { ConnectorError, type Ctx, type SourceDataset } from 'lien-thong/sdk';
import type { Config } from '../http/config.ts';

/**
 * What the source offers, the same each time: every dataset with its name, the JSON Schema of a raw record, its key (in
 * `properties` and `required`), and how removals show (`deletes`).
 * `live`: by which fields one may ask (`keys`), how many keys at once (`maxKeys`), which operators (`ops`, may be none).
 */
export async function discover(ctx: Ctx<Config>): Promise<SourceDataset[]> {
  throw new ConnectorError('bug', `${ctx.source}: discover is not written yet`);
}
