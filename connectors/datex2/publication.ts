import { ConnectorError, splitXml, type XmlElement } from '../../src/sdk/index.ts';
import { gunzipped } from './gunzip.ts';
import { typeOf } from './reader.ts';
import type { RecordKind, Surroundings } from './record-kind.ts';
import type { Tally } from './tally.ts';

/** A document under way. `around` fills as it is read. */
export interface Publication {
  around: Surroundings;
  /** Elements that hold records. Ends in `drift` when the document is no publication of the kind asked for. */
  elements: AsyncIterable<XmlElement>;
  /** Holds once read to its end: the document was a whole snapshot, not an update of single elements. */
  isSnapshot(): boolean;
}

/** Read on the way; everything else outside records is counted as not mapped. */
const READ = new Set(['publicationTime', 'updateMethod', 'codedExchangeProtocol']);

export function openPublication(
  chunks: AsyncIterable<Uint8Array>,
  kind: RecordKind,
  maxBytes: number,
  tally: Tally,
): Publication {
  const around: Surroundings = { publicationTime: null, tableId: null, tableVersion: null };
  const publications = new Set<string>();
  let isSnapshot = true;
  let root = '';

  async function* elements() {
    yield* splitXml(gunzipped(chunks), {
      limits: { maxBytes },
      split: kind.split,
      onOpen({ name, path, attributes }) {
        if (path.length === 1) root = name;
        const type = typeOf({ attributes });
        if (type?.endsWith('Publication')) publications.add(type);
        if (name === 'measurementSiteTable') {
          around.tableId = attributes.id ?? null;
          around.tableVersion = attributes.version ?? null;
        }
      },
      onOther({ name, path, text }) {
        const said = text.trim();
        if (said === '') return;
        if (name === 'publicationTime') around.publicationTime = said;
        // v2.3 says how it updates before the payload, v3 after it.
        else if (name === 'updateMethod' && said === 'singleElementUpdate') isSnapshot = false;
        else if (name === 'codedExchangeProtocol' && /^delta/i.test(said)) isSnapshot = false;
        if (!READ.has(name)) tally.add(path.join('/'));
      },
    });
    // Without this, a page of another kind would pass for an empty snapshot and retire everything.
    if (!publications.has(kind.publication))
      throw new ConnectorError(
        'drift',
        `<${root}> holds ${[...publications].join(', ') || 'no publication'}, not a ${kind.publication}`,
      );
  }
  return { around, elements: elements(), isSnapshot: () => isSnapshot };
}
