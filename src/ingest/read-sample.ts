import { ConnectorError, type Page, type Row } from '../sdk/index.ts';
import type { BoundDataset } from './bound-dataset.ts';

const PAGE_BYTES = 256 * 1024;
/** An owner is not made to walk its register for a look. */
const LIVE_PAGE_ROWS = 50;

/**
 * Pages as a first run would get them, for looking only: nothing is written, acknowledged or moved, and the dataset's
 * cursor stays where it is. A live dataset is asked for a few rows. Throws ConnectorError `unsupported` for streams and
 * pushes: their messages would be taken from those who wait for them.
 */
export async function* readSample(
  bound: Pick<BoundDataset, 'source' | 'binding' | 'connector' | 'ctx' | 'describe'>,
  limit: number,
): AsyncGenerator<Page> {
  const { source, binding, connector, ctx } = bound;
  const dataset = await bound.describe();
  if (binding.mode === 'sync' && connector.read) {
    yield* connector.read(ctx, { dataset, cursor: null, follow: false, pageBytes: PAGE_BYTES });
    return;
  }
  if (binding.mode === 'live' && connector.query) {
    const select = Object.values(binding.fields ?? {}).map((field) =>
      typeof field === 'string' ? field : field.from,
    );
    const { rows } = await connector.query(ctx, {
      dataset,
      select: [...new Set(select)],
      limit: Math.min(limit, LIVE_PAGE_ROWS),
    });
    const changes = rows.slice(0, limit).map((data: Row) => ({ op: 'put', data }) as const);
    yield { dataset: dataset.name, changes, cursor: null };
    return;
  }
  throw new ConnectorError(
    'unsupported',
    `${source.name}: only a dataset in mode sync or live can be previewed; reading a ${binding.mode} takes its messages`,
  );
}
