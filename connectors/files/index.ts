import {
  type Connector,
  ConnectorError,
  type Ctx,
  defineConnector,
  type Manifest,
  type SourceDataset,
} from '../../src/sdk/index.ts';
import type { FileDataset, FilesConfig } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { assertFolder } from './inbox.ts';
import { peekColumns } from './peek.ts';
import { readDataset } from './read.ts';

async function toSourceDataset(config: FilesConfig, dataset: FileDataset): Promise<SourceDataset> {
  const { key } = dataset;
  const columns = dataset.columns ?? (await peekColumns(config.dir, dataset)) ?? key;
  const type = dataset.format === 'csv' ? { type: 'string' } : {};
  return {
    name: dataset.name,
    schema: {
      type: 'object',
      properties: Object.fromEntries([...new Set([...columns, ...key])].map((column) => [column, type])),
      required: key,
    },
    key,
    deletes: 'none',
  };
}

function createFiles(): Connector<FilesConfig> {
  return {
    async check(ctx) {
      await assertFolder(ctx.config);
      return { ok: true, detail: ctx.config.dir };
    },
    async discover(ctx: Ctx<FilesConfig>) {
      await assertFolder(ctx.config);
      return Promise.all(ctx.config.datasets.map((dataset) => toSourceDataset(ctx.config, dataset)));
    },
    read(ctx, request) {
      const dataset = ctx.config.datasets.find(({ name }) => name === request.dataset.name);
      if (!dataset) throw new ConnectorError('config', `no dataset "${request.dataset.name}" is configured`);
      return readDataset(ctx, dataset, request);
    },
  };
}

export const files = defineConnector<FilesConfig>({ manifest: manifest as Manifest, create: createFiles });
