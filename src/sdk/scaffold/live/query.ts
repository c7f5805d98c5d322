import { ConnectorError, type Ctx, type LiveQuery, type LiveResult } from 'lien-thong/sdk';
import type { Config } from '../http/config.ts';

/**
 * Answers one question now. `query.keys` holds up to `live.maxKeys` keys: ask for all of them in ONE call. Rows come in any
 * order, each once; unknown keys are absent. `applied` says what the source itself did of where, orderBy and limit; the
 * hub does the rest. Of what `discover` does not declare throw `new ConnectorError('unsupported', …)`.
 */
export async function query(ctx: Ctx<Config>, asked: LiveQuery): Promise<LiveResult> {
  throw new ConnectorError('bug', `${ctx.source}: query of ${asked.dataset.name} is not written yet`);
}
