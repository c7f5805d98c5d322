import {
  type Connector,
  ConnectorError,
  type Ctx,
  defineConnector,
  type Manifest,
} from '../../src/sdk/index.ts';
import { toColumnSchema } from './column.ts';
import type { CdcConfig } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { readDataset } from './read.ts';
import { withSession } from './session.ts';
import { assertPublished, describeTable } from './table.ts';

function createPostgresCdc(): Connector<CdcConfig> {
  /** Looks only: no slot is made, and none is touched. */
  const describe = (ctx: Ctx<CdcConfig>) =>
    withSession(ctx, async (query) => {
      const tables = [];
      for (const dataset of ctx.config.datasets) {
        const table = await describeTable(query, dataset);
        await assertPublished(query, ctx.config, table);
        tables.push({ dataset, table });
      }
      return tables;
    });

  return {
    async check(ctx) {
      const tables = await describe(ctx);
      return { ok: true, detail: `publication ${ctx.config.publication}, ${tables.length} tables` };
    },
    async discover(ctx) {
      return (await describe(ctx)).map(({ dataset, table }) => ({
        name: dataset.name,
        schema: dataset.schema ?? {
          type: 'object',
          properties: Object.fromEntries(
            table.columns.map((column) => [column.name, toColumnSchema(column)]),
          ),
          required: table.columns.filter(({ notNull }) => notNull).map(({ name }) => name),
        },
        key: dataset.key,
        deletes: 'events' as const,
      }));
    },
    read(ctx, request) {
      const dataset = ctx.config.datasets.find(({ name }) => name === request.dataset.name);
      if (!dataset) throw new ConnectorError('config', `no dataset "${request.dataset.name}" is configured`);
      return readDataset(ctx, dataset, request);
    },
  };
}

export const postgresCdc = defineConnector<CdcConfig>({
  manifest: manifest as Manifest,
  create: createPostgresCdc,
});
