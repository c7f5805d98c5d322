import {
  type Connector,
  ConnectorError,
  type Ctx,
  defineConnector,
  type Manifest,
  type SourceDataset,
} from '../../src/sdk/index.ts';
import { type FileDataset, type FilesConfig, judgeFilesConfig, keepsFiles } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { peekColumns } from './peek.ts';
import { createPlace } from './places/create-place.ts';
import type { Place } from './places/place.ts';
import { readDataset } from './read.ts';

async function toSourceDataset(
  ctx: Ctx<FilesConfig>,
  place: Place,
  dataset: FileDataset,
): Promise<SourceDataset> {
  const { key, format } = dataset;
  const columns = dataset.columns ?? (await peekColumns(ctx, place, dataset)) ?? key;
  const type = format === 'csv' || format === 'tsv' ? { type: 'string' } : {};
  return {
    name: dataset.name,
    schema: {
      type: 'object',
      properties: Object.fromEntries([...new Set([...columns, ...key])].map((column) => [column, type])),
      required: key,
    },
    // Without configured columns they are those of the file that waits, and often none does.
    sampled: dataset.columns === undefined,
    key,
    deletes: dataset.complete ? 'snapshot' : 'none',
  };
}

function createFiles(created: Ctx<FilesConfig>): Connector<FilesConfig> {
  judgeFilesConfig(created.config);
  const place = createPlace(created);
  const held = async <T>(action: () => Promise<T>): Promise<T> => {
    const release = place.hold();
    try {
      return await action();
    } finally {
      await release();
    }
  };
  return {
    check: (ctx) =>
      held(async () => {
        await place.check(!keepsFiles(ctx.config));
        return { ok: true, detail: place.label };
      }),
    discover: (ctx) =>
      held(async () => {
        await place.check(!keepsFiles(ctx.config));
        const found: SourceDataset[] = [];
        for (const dataset of ctx.config.datasets) found.push(await toSourceDataset(ctx, place, dataset));
        return found;
      }),
    read(ctx, request) {
      const dataset = ctx.config.datasets.find(({ name }) => name === request.dataset.name);
      if (!dataset) throw new ConnectorError('config', `no dataset "${request.dataset.name}" is configured`);
      if (request.range) throw new ConnectorError('unsupported', 'files have no field to narrow a read by');
      return readDataset(ctx, place, dataset, request);
    },
    close: () => place.close(),
  };
}

export const files = defineConnector<FilesConfig>({ manifest: manifest as Manifest, create: createFiles });
