import { ConnectorError, type HttpResponse, splitXml, type XmlElement } from '../../src/sdk/index.ts';
import { ENVELOPE_NAMESPACES } from './envelope.ts';
import { assertAnswers, isXRoadBlock, type XRoadMessage } from './xroad.ts';

const ENVELOPES = new Set(Object.values(ENVELOPE_NAMESPACES));

/** Elements of an envelope lie at these depths. */
const BLOCK_DEPTH = 3;

const NEEDED_BLOCKS = new Set(['id', 'service', 'requestHash']);

const isFault = (path: readonly string[]) =>
  path.length === BLOCK_DEPTH && path[1] === 'Body' && path[2] === 'Fault';

export interface AnswerOptions {
  /** Local names from below the Body down to the element that repeats. */
  recordPath: string;
  /** Path of one element outside the records whose text is wanted. */
  textPath?: string | undefined;
  maxBytes: number;
  message: XRoadMessage | undefined;
  toError(fault: XmlElement): ConnectorError;
}

/** A SOAP answer under way. */
export interface Answer {
  /**
   * Records as they arrive. Throws what a fault means; `drift` for a document that is no envelope, is not the answer of
   * this operation or, with X-Road, of this message; `transient` for one that is cut off.
   */
  records: AsyncGenerator<XmlElement>;
  /** Text at `textPath` once everything is read; undefined = there is no such element. */
  text(): string | undefined;
  /** X-Road: hash of the request as the providing side signed it, when the answer has one. */
  requestHash(): string | undefined;
}

export function openAnswer(chunks: AsyncIterable<Uint8Array>, options: AnswerOptions): Answer {
  const { recordPath, textPath, message, maxBytes, toError } = options;
  const [wrapper] = recordPath.split('/');
  const blocks = new Map<string, XmlElement>();
  let text: string | undefined;
  let root: { name: string; ns: string } | undefined;
  let isAnswered = false;
  /** They come before everything in the Body. */
  let headerBlocks = 0;
  const isNeededBlock = (path: readonly string[]) =>
    message !== undefined &&
    path.length === BLOCK_DEPTH &&
    path[1] === 'Header' &&
    NEEDED_BLOCKS.has(path[2]!);

  const assertWhole = () => {
    if (root?.name !== 'Envelope' || !ENVELOPES.has(root.ns))
      throw new ConnectorError('drift', `<${root?.name ?? ''}> is no SOAP envelope`);
    if (message) assertAnswers(blocks, message);
    // Without this, another answer would pass for one without records, and a whole list would be taken for empty.
    if (!isAnswered) throw new ConnectorError('drift', `the answer holds no <${wrapper}>`);
  };

  async function* records() {
    const elements = splitXml(chunks, {
      limits: { maxBytes },
      split: (_name, path) => {
        if (isFault(path)) return true;
        if (isNeededBlock(path)) {
          headerBlocks += 1;
          return true;
        }
        if (path.length < BLOCK_DEPTH || path[1] !== 'Body') return false;
        isAnswered ||= path[2] === wrapper;
        return path.slice(2).join('/') === recordPath;
      },
      onOpen: ({ name, ns, path }) => {
        if (path.length === 1) root = { name, ns };
      },
      onOther: ({ path, text: said }) => {
        if (textPath !== undefined && path.slice(2).join('/') === textPath) text = said.trim();
      },
    });
    let isFirst = true;
    let taken = 0;
    for await (const element of elements) {
      taken += 1;
      if (taken <= headerBlocks) {
        if (isXRoadBlock(element)) blocks.set(element.name, element);
        continue;
      }
      if (element.name === 'Fault' && ENVELOPES.has(element.ns)) throw toError(element);
      if (isFirst) assertWhole();
      isFirst = false;
      yield element;
    }
    assertWhole();
  }
  return {
    records: records(),
    text: () => text,
    requestHash: () => blocks.get('requestHash')?.text.trim(),
  };
}

/** The fault in a refusal's body; undefined when the body is anything else. */
export async function findFault(refusal: HttpResponse): Promise<XmlElement | undefined> {
  const elements = splitXml(refusal.chunks(), { split: (_name, path) => isFault(path) });
  try {
    for await (const element of elements) if (ENVELOPES.has(element.ns)) return element;
  } catch (error) {
    // A page for people, or nothing: the status says what there is to say.
    if (!(error instanceof ConnectorError)) throw error;
  }
  return undefined;
}
