import { type Change, ConnectorError, type Ctx, type Page, type ReadRequest } from '../../src/sdk/index.ts';
import { type Datex2Config, type Datex2Dataset, nameOf } from './config.ts';
import { editionOf, isSameEdition, toCursor, toJson } from './cursor.ts';
import { kinds } from './kinds.ts';
import { openPublication } from './publication.ts';
import { addressOf, get } from './request.ts';
import { createTally, type Tally } from './tally.ts';

function countDropped(change: Change, tally: Tally): void {
  if (change.op === 'put') for (const path of change.data._dropped as string[]) tally.add(path);
}

/**
 * One walk over a publication. Ends without a page when the edition is the one that was read already. Cut off in the
 * middle, the next run goes on behind the last page as long as the source still shows the same edition.
 */
export async function* readDataset(
  ctx: Ctx<Datex2Config>,
  dataset: Datex2Dataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const where = `${ctx.source}: ${addressOf(dataset)}`;
  if (request.range)
    throw new ConnectorError(
      'unsupported',
      `${where}: a publication holds what is now, it has no past to ask for`,
    );
  const before = toCursor(request.cursor);
  const response = await get(ctx, dataset, before);
  if (response === null) return;

  const kind = kinds[dataset.kind];
  const tally = createTally();
  const { around, elements, isSnapshot } = openPublication(
    response.chunks(),
    kind,
    ctx.config.maxBytes,
    tally,
  );
  let changes: Change[] = [];
  let bytes = 0;
  let count = 0;
  /** How many changes the last run delivered; known once the edition is. */
  let delivered: number | undefined;
  let isFirst = true;

  const edition = () => editionOf(response, around.publicationTime);
  const isSame = () => before !== null && isSameEdition(before.edition, edition());
  const page = (done: boolean): Page => {
    const cursor = toJson({ edition: edition(), count, done });
    const snapshotStart = isFirst && delivered === 0 && kind.deletes === 'snapshot';
    const full = { dataset: nameOf(dataset), changes, cursor, ...(snapshotStart ? { snapshotStart } : {}) };
    isFirst = false;
    changes = [];
    bytes = 0;
    return full;
  };
  /** Asked when the first record is there or the document has ended: the head with its time has then been read. */
  const begin = (): 'read' | 'known' => {
    if (before?.done && isSame()) return 'known';
    delivered = before && !before.done && isSame() ? before.count : 0;
    return 'read';
  };

  try {
    for await (const element of elements) {
      if (delivered === undefined && begin() === 'known') return;
      for (const change of kind.toChanges(element, around)) {
        count += 1;
        countDropped(change, tally);
        if (count <= delivered!) continue;
        const placed = { ...change, src: { uri: response.url, ...change.src } };
        const size = JSON.stringify(placed).length;
        if (changes.length > 0 && bytes + size > request.pageBytes) {
          count -= 1;
          yield page(false);
          count += 1;
        }
        changes.push(placed);
        bytes += size;
      }
    }
  } catch (error) {
    // What was whole before the fault is delivered; the snapshot stays open, so nothing is retired.
    if (changes.length > 0) yield page(false);
    if (error instanceof ConnectorError && !error.message.startsWith(ctx.source))
      throw new ConnectorError(error.kind, `${where}: ${error.message}`, { cause: error });
    throw error;
  }
  if (delivered === undefined && begin() === 'known') return;
  for (const [path, count] of tally.counts())
    ctx.log('info', 'no field holds this element', { dataset: nameOf(dataset), path, count });
  const ends = kind.deletes === 'snapshot' && isSnapshot();
  if (!isSnapshot())
    ctx.log('warn', 'the publication updates single elements: nothing is retired', {
      dataset: nameOf(dataset),
    });
  yield { ...page(true), ...(ends ? { snapshotEnd: true } : {}) };
}
