import { type Connector, type Ctx, defineConnector, type Manifest } from '../../src/sdk/index.ts';
import { addressOf, placed } from './call.ts';
import { findDataset, type SoapConfig } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { assertConsistent } from './judge.ts';
import { lookUp } from './look-up.ts';
import { toSourceDataset } from './offer.ts';
import { askPage, readDataset } from './read.ts';

/** Asks for the first page of the first dataset, and reads up to its first record. */
async function check(ctx: Ctx<SoapConfig>): Promise<{ ok: true; detail?: string }> {
  const dataset = ctx.config.datasets[0]!;
  const { asked, answer } = await askPage(ctx, dataset, { since: null, until: null }, null);
  try {
    for await (const _ of answer.records) break;
  } catch (error) {
    throw placed(error, asked.where, ctx.source);
  }
  return { ok: true, detail: `${addressOf(ctx.config)} answered ${dataset.operation}` };
}

function createSoap(): Connector<SoapConfig> {
  return {
    check,
    discover: async (ctx) => ctx.config.datasets.map(toSourceDataset),
    read: (ctx, request) => readDataset(ctx, findDataset(ctx.config, request.dataset.name), request),
    query: (ctx, query) => lookUp(ctx, findDataset(ctx.config, query.dataset.name), query),
  };
}

export const soap = defineConnector<SoapConfig>({
  manifest: manifest as Manifest,
  create: (ctx) => {
    assertConsistent(ctx.config);
    return createSoap();
  },
});
