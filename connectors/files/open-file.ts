import type { Ctx } from '../../src/sdk/index.ts';
import type { FileDataset, FilesConfig, Format } from './config.ts';
import { createCsvParser } from './csv.ts';
import type { ByteSource, FileInput, RecordReader } from './format.ts';
import { openJson } from './json/open-json.ts';
import { openLines } from './lines.ts';
import { createNdjsonParser } from './ndjson.ts';
import type { Place, PlaceFile } from './places/place.ts';
import { RefusedFile } from './refusal.ts';
import { unpackGzip } from './unpack.ts';
import { openXlsx } from './xlsx/open-xlsx.ts';

/** One line per format. */
const FORMATS: Record<Format, (input: FileInput) => RecordReader | Promise<RecordReader>> = {
  csv: (input) => openLines(input, createCsvParser),
  tsv: (input) => openLines(input, createCsvParser),
  ndjson: (input) => openLines(input, createNdjsonParser),
  json: openJson,
  geojson: openJson,
  xlsx: openXlsx,
};

/** An opened file; `close` gives back everything. */
export interface OpenedFile {
  reader: RecordReader;
  close(): Promise<void>;
}

/** Whether the text of a file is packed with gzip: told by its name. */
export function isPacked(file: PlaceFile): boolean {
  return file.name.toLowerCase().endsWith('.gz');
}

/**
 * Opens a file and judges its header, before a record is read. Throws ConnectorError `drift` of a header that does not
 * fit, RefusedFile of a file that cannot be read at all.
 */
export async function openFile(
  ctx: Ctx<FilesConfig>,
  place: Place,
  file: PlaceFile,
  dataset: FileDataset,
  remembered?: readonly string[],
): Promise<OpenedFile> {
  const { name } = file;
  const [size, modifiedMs] = file.print;
  const { maxFileBytes } = ctx.config;
  if (size > maxFileBytes)
    throw new RefusedFile('file-too-large', `${name}: has ${size} bytes, more than ${maxFileBytes}`);
  const source = await place.open(file);
  const open: ByteSource[] = [source];
  const close = async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  };
  try {
    const limits = { name, maxBytes: maxFileBytes, signal: ctx.signal };
    const text = isPacked(file) ? await unpackGzip(source, size, limits) : { source, size };
    if (text.source !== source) open.push(text.source);
    const reader = await FORMATS[dataset.format]({
      ...text,
      ...limits,
      dataset,
      // Without a key the place is the identity, and the same name may be dropped again with other content.
      uri:
        dataset.key.length > 0 ? place.uri(name) : `${place.uri(name)}@${new Date(modifiedMs).toISOString()}`,
      ...(remembered ? { remembered } : {}),
    });
    return {
      reader,
      close: async () => {
        await reader.close?.();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
