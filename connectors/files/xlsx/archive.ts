import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { ConnectorError, type SplitXmlOptions, splitXml, type XmlElement } from '../../../src/sdk/index.ts';
import { readChunks } from '../blocks.ts';
import type { ByteSource, FileInput } from '../format.ts';
import { MAX_RATIO, MAX_ZIP_ENTRIES, RATIO_FREE_BYTES } from '../limits.ts';
import { RefusedFile } from '../refusal.ts';

/** The parts of a workbook: XML in a ZIP archive (ECMA-376 part 2). */
export interface Archive {
  has(part: string): boolean;
  /** Elements of a part, as `splitXml` gives them. Throws RefusedFile of a bomb, a DOCTYPE and what is not well-formed. */
  read(part: string, options: SplitXmlOptions): AsyncGenerator<XmlElement>;
}

/** Lets the archive reader see a file of any place. */
class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;
  readonly #signal: AbortSignal;

  constructor(source: ByteSource, signal: AbortSignal) {
    super();
    this.#source = source;
    this.#signal = signal;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const copies = async function* (source: ByteSource, signal: AbortSignal) {
      // A stream keeps what it was given; the chunks of a source are only good until the next one.
      for await (const chunk of readChunks(source, start, end, signal)) yield Buffer.from(chunk);
    };
    return Readable.from(copies(this.#source, this.#signal), { objectMode: false });
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null); // the source is closed by whoever opened it
  }
}

/** Reads the list of parts. Nothing is unpacked yet. */
export async function openArchive({ source, size, name, maxBytes, signal }: FileInput): Promise<Archive> {
  const refuse = (code: string, reason: string): never => {
    throw new RefusedFile(code, `${name}: ${reason}`);
  };
  /** An error of the place stays what it is; any other is one of the file. */
  const fail = (error: unknown): never => {
    signal.throwIfAborted();
    if (error instanceof ConnectorError) throw error;
    return refuse(
      'zip-broken',
      `is no readable XLSX file: ${error instanceof Error ? error.message : error}`,
    );
  };

  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    const reader = new SourceReader(source, signal);
    zip = await fromRandomAccessReaderPromise(reader, size, { autoClose: false });
    if (zip.entryCount > MAX_ZIP_ENTRIES)
      refuse('zip-bomb', `holds ${zip.entryCount} entries, more than ${MAX_ZIP_ENTRIES}`);
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) refuse('zip-broken', `holds ${entry.fileName} twice`);
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    return fail(error);
  }

  const judge = (entry: Entry) => {
    const { fileName, uncompressedSize, compressedSize } = entry;
    if (entry.isEncrypted()) refuse('encrypted', 'is protected by a password');
    if (uncompressedSize > maxBytes)
      refuse('zip-bomb', `${fileName} unpacks to ${uncompressedSize} bytes, more than ${maxBytes}`);
    if (uncompressedSize > RATIO_FREE_BYTES && uncompressedSize > compressedSize * MAX_RATIO)
      refuse('zip-bomb', `${fileName} grows more than ${MAX_RATIO} times when it is unpacked`);
  };

  /** The size an entry declares is held against what comes out of it by yauzl, so that judging it is enough. */
  async function* bytesOf(entry: Entry): AsyncGenerator<Buffer> {
    let stream: Readable | undefined;
    try {
      stream = await zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
    } catch (error) {
      fail(error);
    } finally {
      stream?.destroy();
    }
  }

  return {
    has: (part) => entries.has(part),
    async *read(part, options) {
      const entry = entries.get(part) ?? refuse('zip-broken', `is no XLSX file: ${part} is not there`);
      judge(entry);
      let broken: unknown;
      const bytes = async function* () {
        try {
          yield* bytesOf(entry);
        } catch (error) {
          broken = error;
          throw error;
        }
      };
      try {
        yield* splitXml(bytes(), { ...options, limits: { maxBytes, ...options.limits } });
      } catch (error) {
        signal.throwIfAborted();
        if (error === broken || !(error instanceof ConnectorError) || error instanceof RefusedFile)
          throw error;
        const code = /DOCTYPE/.test(error.message) ? 'xml-doctype' : 'xml-broken';
        refuse(code, `${part}: ${error.message}`);
      }
    },
  };
}
