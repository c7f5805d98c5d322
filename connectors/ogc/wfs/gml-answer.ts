import { ConnectorError, splitXml } from '../../../src/sdk/index.ts';
import { CRS84, type CrsName } from '../crs/crs-name.ts';
import type { Answer, AnswerEnd, SourceFeature } from '../feature.ts';
import type { PropertyType } from '../record-schema.ts';
import { reportError } from './capabilities.ts';
import { toGmlFeature } from './gml-feature.ts';

export interface GmlOptions {
  where: string;
  maxFeatureBytes: number;
  types: ReadonlyMap<string, PropertyType>;
  /** Takes precedence over every `srsName`. */
  forced: CrsName | undefined;
  /** Where no `srsName` says anything. */
  fallback: CrsName | undefined;
}

const MEMBERS = new Set(['member', 'featureMember', 'featureMembers']);

/** `numberMatched` may also be the word "unknown". */
const toCount = (text: string | undefined) =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

/** A wfs:FeatureCollection, feature by feature while it arrives. An exception report becomes the error it reports. */
export function openGml(chunks: AsyncIterable<Uint8Array>, options: GmlOptions): Answer {
  const { where, maxFeatureBytes, types, forced, fallback } = options;
  return {
    crs: () => forced ?? fallback ?? CRS84,
    async *features(): AsyncGenerator<SourceFeature, AnswerEnd, undefined> {
      let root: Record<string, string> | undefined;
      const elements = splitXml(chunks, {
        split: (name, path) =>
          (path.length === 3 && MEMBERS.has(path[1]!)) ||
          (path.length === 1 && /ExceptionReport$/.test(name)),
        limits: { maxElementBytes: maxFeatureBytes },
        onOpen: ({ name, attributes }) => {
          if (name === 'FeatureCollection') root ??= attributes;
        },
      });
      for await (const element of elements) {
        if (/ExceptionReport$/.test(element.name)) throw reportError(element, where);
        yield toGmlFeature(element, types, forced);
      }
      if (!root) throw new ConnectorError('drift', `${where}: the answer is no feature collection`);
      const matched = toCount(root.numberMatched);
      const returned = toCount(root.numberReturned);
      return {
        ...(root.next === undefined ? {} : { next: root.next }),
        ...(matched === undefined ? {} : { matched }),
        ...(returned === undefined ? {} : { returned }),
      };
    },
  };
}
