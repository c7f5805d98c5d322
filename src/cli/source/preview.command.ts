import type { Command } from 'commander';
import { bindSources } from '../../ingest/bind.ts';
import { type Preview, previewDataset } from '../../ingest/preview.ts';
import { Problem } from '../../kernel/problem.ts';
import { INGEST_SOURCE_UNKNOWN } from '../../kernel/problems/ingest.ts';
import { ConnectorError } from '../../sdk/index.ts';
import { loadHub } from '../load-hub.ts';
import { toCount } from '../to-count.ts';
import { printPreview } from './print-preview.ts';

interface PreviewFlags {
  dataset?: string;
  limit: string;
  json?: boolean;
}

/** `hub source preview`: some rows of a source, raw and mapped side by side. Writes nothing, needs no database. */
export function addPreviewCommand(source: Command): void {
  source
    .command('preview <name>')
    .description('xem vài dòng: gốc → ánh xạ, không ghi gì / some rows, raw → mapped, nothing is written')
    .option('--dataset <name>', 'chỉ tập dữ liệu này của hub / this dataset of the hub only')
    .option('--limit <rows>', 'default 10', '10')
    .option('--json', 'one JSON object')
    .action(async (name: string, flags: PreviewFlags) => {
      const limit = toCount('--limit', flags.limit, source);
      const previews = await previewSource(name, flags.dataset, limit);
      if (flags.json) console.log(JSON.stringify({ version: 1, previews }));
      else previews.forEach(printPreview);
      const isRefused = ({ rows, refused }: Preview) => rows.length > 0 && refused.length === rows.length;
      process.exitCode = previews.some(isRefused) ? 1 : 0;
    });
}

async function previewSource(name: string, dataset: string | undefined, limit: number): Promise<Preview[]> {
  const { definition, binding } = await loadHub();
  const sources = definition.sources.filter((source) => source.name === name);
  const controller = new AbortController();
  const { bound, close } = await bindSources({ ...binding, sources, signal: controller.signal });
  try {
    const chosen = bound.filter(({ kind }) => dataset === undefined || kind.name === dataset);
    if (chosen.length === 0) {
      const known = definition.sources.flatMap(({ name: of, bindings }) =>
        bindings.map(({ to }) => `${of}/${to}`),
      );
      throw new Problem(INGEST_SOURCE_UNKNOWN, {
        source: dataset ? `${name}/${dataset}` : name,
        known: known.join(', '),
      });
    }
    const previews: Preview[] = [];
    for (const entry of chosen) {
      try {
        previews.push(await previewDataset(entry, limit));
      } catch (error) {
        // Of several datasets the others can still be shown.
        if (!(error instanceof ConnectorError && error.kind === 'unsupported') || chosen.length === 1)
          throw error;
        process.stderr.write(`- ${error.message}\n`);
      }
    }
    return previews;
  } finally {
    controller.abort(new Error('previewed'));
    await close();
  }
}
