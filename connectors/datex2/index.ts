import {
  type Connector,
  ConnectorError,
  type Ctx,
  defineConnector,
  type Manifest,
} from '../../src/sdk/index.ts';
import { type Datex2Config, findDataset } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { kinds, toSourceDataset } from './kinds.ts';
import { openPublication } from './publication.ts';
import { readDataset } from './read.ts';
import { addressOf, get } from './request.ts';
import { createTally } from './tally.ts';

/** Reads up to the first record: that much says whether the publication is there and of its kind. */
async function check(ctx: Ctx<Datex2Config>): Promise<{ ok: true; detail?: string }> {
  const dataset = ctx.config.datasets[0]!;
  const response = (await get(ctx, dataset, null))!;
  const kind = kinds[dataset.kind];
  const { around, elements } = openPublication(response.chunks(), kind, ctx.config.maxBytes, createTally());
  try {
    for await (const _ of elements) break;
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.message.startsWith(ctx.source)) throw error;
    throw new ConnectorError(error.kind, `${ctx.source}: ${addressOf(dataset)}: ${error.message}`);
  }
  return { ok: true, detail: `${kind.publication} of ${around.publicationTime ?? 'unsaid time'}` };
}

function createDatex2(): Connector<Datex2Config> {
  return {
    check,
    discover: async (ctx) => ctx.config.datasets.map(toSourceDataset),
    read: (ctx, request) => readDataset(ctx, findDataset(ctx.config, request.dataset.name), request),
  };
}

export const datex2 = defineConnector<Datex2Config>({ manifest: manifest as Manifest, create: createDatex2 });
