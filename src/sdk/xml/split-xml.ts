import { ConnectorError } from '../contract.ts';
import { decodeXml } from './decode-xml.ts';
import type { XmlElement } from './element.ts';
import { createElementBuilder, type OtherElement } from './element-builder.ts';
import { DEFAULT_LIMITS, type XmlLimits } from './limits.ts';

export interface SplitXmlOptions {
  /**
   * true = build this element and yield it. `path` holds local names from the root down to and including the element,
   * and is only valid during the call. Not asked within an element that is being built.
   */
  split: (name: string, path: readonly string[]) => boolean;
  limits?: XmlLimits;
  /** An element outside every split element has begun: what its attributes say holds for the elements that follow. */
  onOpen?: (element: Omit<OtherElement, 'text'>) => void;
  /** An element outside every split element has ended. */
  onOther?: (element: OtherElement) => void;
}

/** Characters given to the parser at once; limits are looked at in between. */
const STEP = 16 * 1024;

/**
 * The elements of a document that `split` accepts, in document order, each whole; memory is bounded by one of them,
 * however long the document. UTF-8, UTF-16 and declared single-byte encodings (windows-1258 among them).
 *
 * Throws ConnectorError `drift` with line and column for a DOCTYPE, an unknown encoding, XML that is not well-formed and a
 * limit passed; `transient` when the document ends too early. What was whole before that is yielded first.
 */
export async function* splitXml(
  chunks: AsyncIterable<Uint8Array | string>,
  options: SplitXmlOptions,
): AsyncGenerator<XmlElement> {
  const builder = createElementBuilder({ ...options, limits: { ...DEFAULT_LIMITS, ...options.limits } });
  for await (const text of decodeXml(chunks)) {
    for (let from = 0; from < text.length; from += STEP) {
      let failure: { error: unknown } | undefined;
      try {
        builder.write(text.slice(from, from + STEP));
      } catch (error) {
        failure = { error };
      }
      yield* builder.take();
      if (failure) throw failure.error;
    }
  }
  if (!builder.isRootClosed())
    throw new ConnectorError(
      'transient',
      `${builder.place()}: the XML document ends before its root element does`,
    );
}
